package org.l402.invoice.lnd;

import static org.assertj.core.api.Assertions.assertThat;
import static org.l402.invoice.lnd.TestWallets.REQUEST;
import static org.l402.invoice.lnd.TestWallets.failure;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Instant;
import java.time.InstantSource;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.l402.invoice.ErrorKind;

class ReloadTest {
    private static final TestCertificate CERTIFICATE = TestCertificate.create();

    private final FakeLnd lnd = FakeLnd.start(new TestNode(), CERTIFICATE);
    private final LogCapture log = new LogCapture();

    @TempDir
    private Path folder;

    private Instant now = InstantSource.system().instant();
    private Path certificate;
    private Path macaroon;
    private LndRestWallet wallet;

    @BeforeEach
    void open() {
        certificate = CERTIFICATE.write(folder.resolve("tls.cert"));
        macaroon = folder.resolve("l402.macaroon");
        wallet = TestWallets.builder(lnd.url(), folder)
                .tlsCertFile(certificate)
                .clock(() -> now)
                .build();
    }

    @AfterEach
    void close() {
        wallet.close();
        lnd.close();
        log.close();
    }

    @Test
    void aNewMacaroonIsUsedASecondLater() {
        FakeLnd.writePrivately(macaroon, TestMacaroons.INVOICES.encode());
        assertThat(wallet.create(REQUEST).bolt11()).startsWith("lnbcrt");

        now = now.plusSeconds(1);

        assertThat(failure(() -> wallet.create(REQUEST)).kind()).isEqualTo(ErrorKind.AUTH);
        FakeLnd.writePrivately(macaroon, FakeLnd.MACAROON);
        now = now.plusSeconds(1);
        assertThat(wallet.create(REQUEST).bolt11()).startsWith("lnbcrt");
    }

    @Test
    void aNewCertificateIsUsedASecondLaterAndOldConnectionsAreNot() {
        assertThat(wallet.create(REQUEST).bolt11()).startsWith("lnbcrt");
        TestCertificate.create().write(certificate);
        now = now.plusSeconds(1);

        assertThat(failure(() -> wallet.create(REQUEST)).kind()).isEqualTo(ErrorKind.AUTH);

        CERTIFICATE.write(certificate);
        now = now.plusSeconds(1);
        assertThat(wallet.create(REQUEST).bolt11()).startsWith("lnbcrt");
    }

    @Test
    void aFileThatBecomesUselessIsReportedOnceAndWhatItSaidStaysInUse() throws IOException {
        Files.writeString(certificate, "half a certif");
        for (int i = 0; i < 3; i++) {
            now = now.plusSeconds(1);
            assertThat(wallet.create(REQUEST).bolt11()).startsWith("lnbcrt");
        }
        assertThat(warnings()).isEqualTo(1);

        CERTIFICATE.write(certificate);
        now = now.plusSeconds(1);
        wallet.create(REQUEST);
        Files.delete(certificate);
        now = now.plusSeconds(1);

        assertThat(wallet.create(REQUEST).bolt11()).startsWith("lnbcrt");
        assertThat(warnings()).isEqualTo(2);
    }

    @Test
    void aMacaroonThatBecomesTooPowerfulIsNotTaken() {
        FakeLnd.writePrivately(macaroon, TestMacaroons.ADMIN.encode());
        now = now.plusSeconds(1);

        assertThat(wallet.create(REQUEST).bolt11()).startsWith("lnbcrt");
        assertThat(warnings()).isEqualTo(1);
    }

    /** A renewed file of the same length, put in place by a rename that keeps its time, is a change too. */
    @Test
    void seesAFileThatDiffersByNothingButItself() throws IOException {
        Path other = folder.resolve("other.macaroon");
        byte[] altered = FakeLnd.MACAROON.clone();
        altered[altered.length - 1] ^= 1;
        FakeLnd.writePrivately(other, altered);
        Files.setLastModifiedTime(other, Files.getLastModifiedTime(macaroon));
        Files.move(other, macaroon, StandardCopyOption.ATOMIC_MOVE);
        now = now.plusSeconds(1);

        assertThat(failure(() -> wallet.create(REQUEST)).kind()).isEqualTo(ErrorKind.AUTH);
    }

    @Test
    void aClockThatIsSetBackDoesNotStopTheLooking() {
        FakeLnd.writePrivately(macaroon, TestMacaroons.INVOICES.encode());
        now = now.minusSeconds(3600);

        assertThat(failure(() -> wallet.create(REQUEST)).kind()).isEqualTo(ErrorKind.AUTH);
    }

    private long warnings() {
        return log.lines().stream()
                .filter(line -> line.startsWith("WARN") && line.contains("stays in use"))
                .count();
    }
}
