package org.l402.tests.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpResponse;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.l402.Event;

/** What costs something and what does not, however a handler ends. */
abstract class ChargeSuite extends ChallengeSuite {
    @ParameterizedTest
    @Tag("invariant-02")
    @Tag("invariant-03")
    @ValueSource(
            strings = {
                "ok",
                "redirect",
                "empty",
                "stream",
                "large",
                "async",
                "async-dispatch",
                "forward",
                "include",
                "charge"
            })
    void aDeliveredAnswerIsPaid(String work) throws Exception {
        String credential = buy("/priced/" + work);

        HttpResponse<String> response = send("/priced/" + work, credential);

        assertThat(response.statusCode()).isLessThan(400);
        untilTold(Event.Captured.class, 1);
        spent("/priced/" + work, credential);
        assertThat(shop.told(Event.Reserved.class)).as("charged once").hasSize(1);
    }

    @ParameterizedTest
    @Tag("trap-26")
    @Tag("invariant-03")
    @ValueSource(
            strings = {
                "throw",
                "throw-io",
                "error",
                "status-404",
                "async-error",
                "async-timeout",
                "async-again",
                "release"
            })
    void anAnswerThatFailedCostsNothing(String work) throws Exception {
        String credential = buy("/priced/" + work);

        HttpResponse<String> failed = send("/priced/" + work, credential);

        assertThat(failed.statusCode()).isNotEqualTo(402);
        untilTold(Event.Released.class, 1);
        assertThat(send("/priced/release", credential).statusCode()).isEqualTo(200);
    }

    @Test
    @Tag("trap-26")
    @Tag("invariant-07")
    void theSellersExceptionReachesTheContainer() throws Exception {
        HttpResponse<String> response = send("/priced/throw", buy("/priced/throw"));

        assertThat(response.statusCode()).isEqualTo(500);
        assertThat(response.headers().firstValue("Content-Type").orElse("")).doesNotContain("problem+json");
        assertThat(response.body()).contains("SellersOwnException").doesNotContain("wallet");
    }

    @Test
    @Tag("invariant-07")
    void theSellersErrorIsAnsweredAsTheSellerWantsIt() throws Exception {
        HttpResponse<String> response = send("/priced/error", buy("/priced/error"));

        assertThat(response.statusCode()).isEqualTo(422);
        assertThat(response.body()).contains("this is how the seller refuses");
    }

    @Test
    void aStreamThatBreaksIsPaid() throws Exception {
        String credential = buy("/priced/stream-then-throw");
        RawHttp.exchange(server, "GET /priced/stream-then-throw", List.of("Authorization: " + credential));

        untilTold(Event.Captured.class, 1);
        spent("/priced/ok", credential);
    }

    /** Resets while the handler still writes: some hosts tell it so, some do not. */
    @Test
    @Tag("attack-reset")
    @Tag("invariant-03")
    void aClientThatResetsAfterTheFirstByteAHundredTimesPaysAHundredTimes() throws Exception {
        for (int i = 0; i < 100; i++) {
            String credential = buy("/priced/first-byte");
            app.work().closeGate();
            String head = RawHttp.resetAfterFirstByte(
                    server, "GET /priced/first-byte", List.of("Authorization: " + credential));
            app.work().openGate();
            assertThat(RawHttp.status(head)).isEqualTo(200);
        }
        untilTold(Event.Captured.class, 100);
        assertThat(shop.told(Event.Captured.class)).allMatch(captured -> captured.msat() == 5000);
        assertThat(shop.told(Event.Released.class)).isEmpty();
    }

    @Test
    void theHandlerFindsItsCharge() throws Exception {
        String credential = buy("/priced/charge");

        assertThat(send("/priced/charge", credential).body()).startsWith("priced-any 5000 ");
    }

    @Test
    void sharedCachesAreKeptOut() throws Exception {
        for (String path : List.of("/priced/cache", "/priced/async-cache")) {
            HttpResponse<String> paid = send(path, buy(path));

            assertThat(String.join(",", paid.headers().allValues("Cache-Control")))
                    .contains("private", "max-age=30")
                    .doesNotContain("public", "s-maxage");
        }
        HttpResponse<String> silent = send("/priced/ok", buy("/priced/ok"));
        assertThat(silent.headers().firstValue("Cache-Control")).contains("private");
    }

    @Test
    void anUnpricedAnswerKeepsItsCaching() throws Exception {
        assertThat(String.join(",", send(get("/open/cache")).headers().allValues("Cache-Control")))
                .contains("public");
    }

    @Test
    @Tag("trap-20")
    @Tag("invariant-05")
    void aWalletThatIsDownIs503AndPaidTokensKeepWorking() throws Exception {
        String credential = buy("/priced/ok");
        shop.walletDown(true);

        HttpResponse<String> stranger = send(get("/priced/ok"));

        assertThat(stranger.statusCode()).isEqualTo(503);
        assertThat(stranger.headers().firstValue("Retry-After")).contains("5");
        assertThat(stranger.headers().firstValue("X-Correlation-Id")).isPresent();
        assertThat(stranger.body()).contains("wallet-unavailable").doesNotContain("switched off");
        assertThat(runs.all()).isZero();
        assertThat(send("/priced/ok", credential).statusCode()).isEqualTo(200);
    }
}
