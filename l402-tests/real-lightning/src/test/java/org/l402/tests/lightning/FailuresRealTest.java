package org.l402.tests.lightning;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HexFormat;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.stream.Stream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.l402.invoice.lnd.LogCapture;

/** A wallet that fails costs new customers a wait, and customers who have paid nothing. */
@EnabledIfSystemProperty(named = RealPair.ENV, matches = ".+")
class FailuresRealTest {
    private static final Duration RECOVERY = Duration.ofSeconds(20);

    private final RealPair pair = RealPair.running();

    @TempDir
    private Path folder;

    private final ExecutorService customers = Executors.newCachedThreadPool();
    private LogCapture log;
    private Path macaroon;
    private Path certificate;
    private Shop shop;

    @BeforeEach
    void open() throws Exception {
        macaroon = pair.copy("SELLER_MACAROON", folder.resolve("l402.macaroon"));
        certificate = pair.copy("SELLER_TLS_CERT", folder.resolve("tls.cert"));
        shop = Shop.open(pair, macaroon, certificate);
        log = new LogCapture();
    }

    @AfterEach
    void close() throws Exception {
        log.close();
        shop.stop();
        customers.shutdownNow();
    }

    @ParameterizedTest
    @CsvSource({
        "BUYER_INVOICES_MACAROON, is of another node",
        "SELLER_READONLY_MACAROON, does not allow making and looking up invoices"
    })
    void aWrongMacaroonIsAMatterForTheLogUntilTheRightOneIsThere(String wrong, String reason) throws Exception {
        String paid = buyCredential();
        pair.copy(wrong, macaroon);

        Visit refused = awaitStatus(503);

        assertUnavailable(refused, "AUTH", reason);
        assertThat(shop.visit(paid).status()).isEqualTo(200);
        pair.copy("SELLER_MACAROON", macaroon);
        awaitStatus(402);
        assertNoMacaroonIn(log.lines());
    }

    @Test
    void aReplacedCertificateIsAMatterForTheLogUntilItsPinIsThere() {
        String paid = buyCredential();
        pair.copy("BUYER_TLS_CERT", certificate);

        Visit refused = awaitStatus(503);

        assertUnavailable(refused, "AUTH", "shows another certificate");
        assertThat(shop.visit(paid).status()).isEqualTo(200);
        pair.copy("SELLER_TLS_CERT", certificate);
        awaitStatus(402);
    }

    @Test
    void aNodeThatHangsHoldsUpNewCustomersForTheTimeLimitAndNobodyElse() {
        String paid = buyCredential();
        String alsoPaid = buyCredential();
        List<CompletableFuture<Visit>> waiting;
        try {
            pair.freezeSeller();
            waiting = Stream.generate(() -> CompletableFuture.supplyAsync(shop::visit, customers))
                    .limit(8)
                    .toList();
            assertServedAtOnce(paid);
            Visit late = shop.visit();
            assertUnavailable(late, "TIMEOUT", "did not answer in time");
            assertThat(late.tookMillis()).isBetween(1900L, 3000L);
            waiting.forEach(visit -> assertThat(visit.join().status()).isEqualTo(503));
            assertServedAtOnce(alsoPaid);
        } finally {
            pair.resumeSeller();
        }
        awaitStatus(402);
        assertThat(shop.visit(paid).status()).isEqualTo(402);
    }

    private String buyCredential() {
        return pair.customer().pay(shop.visit().response());
    }

    private void assertServedAtOnce(String credential) {
        Visit served = shop.visit(credential);
        assertThat(served.status()).isEqualTo(200);
        assertThat(served.body()).isEqualTo(Shop.GOODS);
        assertThat(served.tookMillis()).isLessThan(1000);
    }

    private Visit awaitStatus(int status) {
        return Awaitility.await()
                .atMost(RECOVERY)
                .pollInterval(Duration.ofMillis(250))
                .until(shop::visit, visit -> visit.status() == status);
    }

    private void assertUnavailable(Visit refused, String kind, String reason) {
        assertThat(refused.status()).isEqualTo(503);
        assertThat(refused.retryAfterSeconds()).isBetween(1L, 60L);
        assertThat(refused.response().headers().map()).doesNotContainKey("www-authenticate");
        assertThat(refused.body()).doesNotContain(reason, "lnd", Shop.GOODS);
        assertThat(log.lines())
                .anyMatch(line -> line.startsWith("WARN") && line.contains(kind) && line.contains(reason));
    }

    private void assertNoMacaroonIn(List<String> lines) throws Exception {
        String hex = HexFormat.of().formatHex(Files.readAllBytes(macaroon));
        assertThat(lines).noneMatch(line -> line.contains(hex));
    }
}
