package org.l402.tests.lightning;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.l402.config.ConfigurationException;
import org.l402.invoice.ErrorKind;
import org.l402.invoice.InvoiceBackendException;
import org.l402.invoice.InvoiceRequest;
import org.l402.invoice.InvoiceStatus;
import org.l402.invoice.Network;
import org.l402.invoice.PaymentHash;
import org.l402.invoice.lnd.LndRestWallet;

/** What lnd says when something is wrong is still what this release of it was measured to say. */
@EnabledIfSystemProperty(named = RealPair.ENV, matches = ".+")
class LndErrorsRealTest {
    private static final InvoiceRequest REQUEST = new InvoiceRequest(21_000, "errors", Duration.ofMinutes(10));

    private final RealPair pair = RealPair.running();

    @TempDir
    private Path folder;

    @ParameterizedTest
    @CsvSource({
        "SELLER_READONLY_MACAROON, does not allow",
        "BUYER_INVOICES_MACAROON, is of another node",
    })
    void refusesAMacaroonAsAnAuthenticationError(String macaroon, String reason) {
        try (LndRestWallet wallet = wallet(macaroon)) {
            InvoiceBackendException failure = failure(() -> wallet.create(REQUEST));

            assertThat(failure.kind()).isEqualTo(ErrorKind.AUTH);
            assertThat(failure).hasMessageContaining(reason);
        }
    }

    @Test
    void refusesAnAlteredMacaroon() throws IOException {
        Path altered = pair.copy("SELLER_MACAROON", folder.resolve("altered.macaroon"));
        byte[] bytes = Files.readAllBytes(altered);
        bytes[bytes.length - 1] ^= 1;
        Files.write(altered, bytes);
        try (LndRestWallet wallet = pair.seller().macaroonFile(altered).build()) {
            assertThat(failure(() -> wallet.create(REQUEST)).kind()).isEqualTo(ErrorKind.AUTH);
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"SELLER_MACAROON", "SELLER_FULL_MACAROON", "SELLER_INVOICE_MACAROON", "SELLER_INVOICES_MACAROON"
            })
    void worksWithEveryMacaroonForInvoices(String macaroon) {
        try (LndRestWallet wallet = wallet(macaroon)) {
            PaymentHash hash = wallet.create(REQUEST).paymentHash().orElseThrow();

            assertThat(wallet.lookup(hash, Optional.empty()).state()).isEqualTo(InvoiceStatus.State.OPEN);
        }
    }

    @Test
    void refusesTheAdminMacaroonAtStartUp() {
        assertThatThrownBy(() -> wallet("SELLER_ADMIN_MACAROON"))
                .isInstanceOf(ConfigurationException.class)
                .hasMessageContaining("allow-admin-macaroon");
    }

    @ParameterizedTest
    @CsvSource({"640", "1024", "1025"})
    void refusesADescriptionThatDoesNotFit(int length) {
        try (LndRestWallet wallet = wallet("SELLER_MACAROON")) {
            InvoiceRequest request = new InvoiceRequest(1, "x".repeat(length), Duration.ofMinutes(1));

            assertThat(failure(() -> wallet.create(request)).kind()).isEqualTo(ErrorKind.INVALID_REQUEST);
        }
    }

    @Test
    void refusesAmountsAndExpiriesBeyondItsLimits() {
        try (LndRestWallet wallet = wallet("SELLER_MACAROON")) {
            InvoiceRequest huge = new InvoiceRequest(Long.MAX_VALUE, "", Duration.ofMinutes(1));
            InvoiceRequest endless = new InvoiceRequest(1, "", Duration.ofDays(366));

            assertThat(failure(() -> wallet.create(huge)).kind()).isEqualTo(ErrorKind.INVALID_REQUEST);
            assertThat(failure(() -> wallet.create(endless)).kind()).isEqualTo(ErrorKind.INVALID_REQUEST);
        }
    }

    @Test
    void anInvoiceExpires() {
        try (LndRestWallet wallet = wallet("SELLER_MACAROON")) {
            PaymentHash hash = wallet.create(new InvoiceRequest(1000, "short", Duration.ofSeconds(1)))
                    .paymentHash()
                    .orElseThrow();

            Awaitility.await()
                    .atMost(Duration.ofSeconds(20))
                    .until(() -> wallet.lookup(hash, Optional.empty()).state() == InvoiceStatus.State.EXPIRED);
        }
    }

    @Test
    void aNodeWithoutAnyInvoiceKnowsNone() {
        try (LndRestWallet wallet = LndRestWallet.builder()
                .url(pair.value("BUYER_REST_URL"))
                .tlsCertFile(pair.file("BUYER_TLS_CERT"))
                .macaroonFile(pair.file("BUYER_INVOICES_MACAROON"))
                .network(Network.SIMNET)
                .build()) {
            PaymentHash hash = PaymentHash.of(new byte[PaymentHash.LENGTH]);

            assertThat(failure(() -> wallet.lookup(hash, Optional.empty())).kind())
                    .isEqualTo(ErrorKind.NOT_FOUND);
        }
    }

    @Test
    void plainHttpIsNamedAsSuch() {
        try (LndRestWallet wallet = pair.seller()
                .url(pair.value("SELLER_REST_URL").replace("https", "http"))
                .macaroonFile(pair.file("SELLER_MACAROON"))
                .build()) {
            assertThat(failure(() -> wallet.create(REQUEST))).hasMessageContaining("write https://");
        }
    }

    private LndRestWallet wallet(String macaroon) {
        return pair.seller().macaroonFile(pair.file(macaroon)).build();
    }

    private static InvoiceBackendException failure(ThrowingCallable call) {
        return catchThrowableOfType(InvoiceBackendException.class, call);
    }
}
