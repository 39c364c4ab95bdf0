package org.l402.invoice.lnd;

import static org.assertj.core.api.Assertions.assertThat;
import static org.l402.invoice.lnd.TestWallets.REQUEST;
import static org.l402.invoice.lnd.TestWallets.failure;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.l402.invoice.ErrorKind;
import org.l402.invoice.InvoiceBackendException;

class TlsTest {
    private static final TestCertificate CERTIFICATE = TestCertificate.create();
    private static final TestCertificate OTHER = TestCertificate.create();

    private final FakeLnd lnd = FakeLnd.start(new TestNode(), CERTIFICATE);

    @TempDir
    private Path folder;

    @AfterEach
    void close() {
        lnd.close();
    }

    /** The fake is called by 127.0.0.1, and the certificate names localhost only. */
    @Test
    void takesThePinnedCertificateWhateverHostItNames() {
        try (LndRestWallet wallet = pinnedTo(CERTIFICATE)) {
            assertThat(wallet.create(REQUEST).bolt11()).startsWith("lnbcrt");
        }
    }

    @Test
    void refusesAnyOtherCertificateBeforeTheMacaroonIsSent() {
        try (LndRestWallet wallet = pinnedTo(OTHER)) {
            InvoiceBackendException failure = failure(() -> wallet.create(REQUEST));

            assertThat(failure.kind()).isEqualTo(ErrorKind.AUTH);
            assertThat(failure).hasMessageContaining("lnd-rest.tls-cert-file");
            assertThat(lnd.calls()).isEmpty();
        }
    }

    @Test
    void withoutAPinThePlatformDecides() {
        try (LndRestWallet wallet = TestWallets.builder(lnd.url(), folder).build()) {
            InvoiceBackendException failure = failure(() -> wallet.create(REQUEST));

            assertThat(failure.kind()).isEqualTo(ErrorKind.AUTH);
            assertThat(failure).hasMessageContaining("name its tls.cert in lnd-rest.tls-cert-file");
            assertThat(lnd.calls()).isEmpty();
        }
    }

    /** As a web server in Go answers what it cannot read. */
    @Test
    void aServerWithoutTlsIsUnavailable() {
        RawServer.Behaviour notTls = (socket, request) -> {
            RawServer.write(socket, "HTTP/1.1 400 Bad Request\r\nConnection: close\r\n\r\n400 Bad Request");
            return false;
        };
        try (RawServer plain = RawServer.answeringAnyByte(notTls);
                LndRestWallet wallet = TestWallets.builder(plain.url().replace("http", "https"), folder)
                        .build()) {
            InvoiceBackendException failure = failure(() -> wallet.create(REQUEST));

            assertThat(failure.kind()).isEqualTo(ErrorKind.UNAVAILABLE);
            assertThat(failure).hasMessageContaining("no-rest-tls");
        }
    }

    /** The pin says which node this is; the date says only when lnd wants to make a new one. */
    @Test
    void aCertificateThatExpiresWhileTheServerRunsKeepsWorking() {
        Instant now = InstantSource.system().instant();
        TestCertificate ending = TestCertificate.create("localhost", now.minusSeconds(60));
        Path file = ending.write(folder.resolve("tls.cert"));
        Instant before = now.minus(Duration.ofDays(1));
        try (FakeLnd expired = FakeLnd.start(new TestNode(), ending);
                LndRestWallet wallet = TestWallets.builder(expired.url(), folder)
                        .tlsCertFile(file)
                        .clock(() -> before)
                        .build()) {
            assertThat(wallet.create(REQUEST).bolt11()).startsWith("lnbcrt");
        }
    }

    private LndRestWallet pinnedTo(TestCertificate certificate) {
        return TestWallets.builder(lnd.url(), folder)
                .tlsCertFile(certificate.write(folder.resolve("tls.cert")))
                .build();
    }
}
