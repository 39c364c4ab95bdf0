package org.l402;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.l402.Seller.Bought;
import org.l402.price.Offer;
import org.l402.price.Price;
import org.l402.price.PriceInput;

/** Prices that depend on the request: the quote fixes the unit price, never the quantity. */
class ComputedPriceTest {
    private final AtomicLong perWord = new AtomicLong(1000);
    private final Seller seller = Seller.with(b -> b.price(
                    "POST /v1/ask",
                    Offer.priced(
                            in -> Price.msat(
                                    perWord.get() * words(in.json("/max_tokens").orElse("0"))),
                            PriceInput.json("/max_tokens")))
            .price(
                    "/by-model",
                    Offer.priced(in -> model(in.header("X-Model").orElse("")), PriceInput.header("X-Model")))
            .price(
                    "/by-query",
                    Offer.priced(in -> Price.sats(words(in.query("n").orElse("1"))), PriceInput.query("n")))
            .price(
                    "/by-path/*",
                    Offer.priced(
                            in -> Price.sats(
                                    in.get(PriceInput.path()).orElseThrow().length()),
                            PriceInput.path(),
                            PriceInput.method()))
            .price("/undeclared", Offer.priced(in -> model(in.header("X-Model").orElse("")), PriceInput.query("n"))));

    @AfterEach
    void close() {
        seller.close();
    }

    private static long words(String text) {
        return Long.parseLong(text);
    }

    private static Price model(String name) {
        return switch (name) {
            case "small" -> Price.sats(1);
            case "large" -> Price.sats(100);
            case "open" -> Price.msat(0);
            default -> throw new IllegalArgumentException("there is no model \"" + name + "\"");
        };
    }

    private static TestRequest ask(int tokens) {
        return TestRequest.of("POST", "/v1/ask").json("{\"prompt\":\"hi\",\"max_tokens\":" + tokens + "}");
    }

    @Test
    void thePriceIsThatOfTheRequest() {
        assertThat(amount(seller.decide(ask(7)))).isEqualTo(7);
        assertThat(amount(seller.decide(ask(50)))).isEqualTo(50);
        assertThat(amount(seller.decide(TestRequest.get("/by-model").header("x-model", "large"))))
                .isEqualTo(100);
        assertThat(amount(seller.decide(TestRequest.get("/by-query").query("n", "3"))))
                .isEqualTo(3);
        assertThat(amount(seller.decide(TestRequest.get("/by-path/abc")))).isEqualTo(12);
    }

    @Test
    @Tag("invariant-11")
    void aPriceThatMovedCostsNoSecondPayment() {
        Bought bought = seller.buy(ask(7));
        perWord.set(9000);

        Charge charge = Seller.paid(seller.decide(ask(7).authorization(bought.credential())));

        assertThat(charge.priceMsat()).isEqualTo(7000);
    }

    @Test
    @Tag("invariant-01")
    void aSmallQuoteNeverBuysALargeRequest() {
        Bought bought = seller.buy(ask(7));

        Reply reply = Seller.challenge(seller.decide(ask(8).authorization(bought.credential())));

        assertThat(Seller.body(reply).getInt("amount_sats")).isEqualTo(8);
    }

    @Test
    void otherInputsArePricedAnew() {
        Bought bought = seller.buy(ask(7));
        perWord.set(2000);

        Seller.challenge(seller.decide(ask(4).authorization(bought.credential())));
        Charge charge = Seller.paid(seller.decide(ask(3).authorization(bought.credential())));

        assertThat(charge.priceMsat()).isEqualTo(6000);
        assertThat(charge.availableMsat()).isEqualTo(1000);
    }

    @Test
    void theHandlerSeesTheBodyThatTheEngineRead() {
        TestRequest request = ask(7);
        seller.decide(request);

        assertThat(new String(request.replayed, StandardCharsets.UTF_8))
                .isEqualTo("{\"prompt\":\"hi\",\"max_tokens\":7}");
    }

    @Test
    void theBodyIsReadBehindTheHeaderChecksAndTheThrottle() {
        TestRequest malformed = ask(7).authorization("L402 x");
        Seller.denied(seller.decide(malformed), 400);
        assertThat(malformed.bodyRead).isFalse();
        try (Seller strict = Seller.with(b -> b.challengesPerClient(1, java.time.Duration.ofMinutes(1))
                .price("POST /v1/ask", Offer.priced(in -> Price.sats(1), PriceInput.json(""))))) {
            Seller.challenge(strict.decide(ask(1)));
            TestRequest second = ask(1);
            Seller.denied(strict.decide(second), 429);
            assertThat(second.bodyRead).isFalse();
        }
    }

    @Test
    void aFixedPriceNeverReadsTheBody() {
        TestRequest request = TestRequest.of("POST", Seller.PATH).json("{}");
        Seller.challenge(seller.decide(request));
        assertThat(request.bodyRead).isFalse();
    }

    @Test
    void aBodyThatHasNoPriceIsRefusedBeforeAnythingIsMinted() {
        Seller.denied(seller.decide(TestRequest.of("POST", "/v1/ask").json("{\"max_tokens\":\"many\"}")), 400);
        Seller.denied(seller.decide(TestRequest.of("POST", "/v1/ask").json("{nonsense")), 400);
        Seller.denied(seller.decide(TestRequest.of("POST", "/v1/ask").json("")), 400);
        Seller.denied(seller.decide(TestRequest.of("POST", "/v1/ask").body("max_tokens=7")), 400);
        Reply model = Seller.denied(seller.decide(TestRequest.get("/by-model").header("X-Model", "huge")), 400);
        assertThat(Seller.body(model).getString("detail")).isEqualTo("there is no model \"huge\"");
        assertThat(seller.wallet.calls).hasValue(0);
    }

    @Test
    void aBodyOfMoreThan64KiBIsTooLarge() {
        String padding = "x".repeat(64 * 1024);
        Seller.denied(
                seller.decide(TestRequest.of("POST", "/v1/ask").json("{\"max_tokens\":7,\"p\":\"" + padding + "\"}")),
                413);
        TestRequest endless = ask(1).body(" ".repeat(1 << 20));
        Seller.denied(seller.decide(endless), 413);
    }

    @Test
    void aBodyThatBreaksOffIsRefused() {
        TestRequest broken = ask(1).body(new java.io.FilterInputStream(InputStream.nullInputStream()) {
            @Override
            public int read(byte[] target, int offset, int length) throws IOException {
                throw new IOException("reset");
            }
        });
        Seller.denied(seller.decide(broken), 400);
    }

    @Test
    void aHostileBodyIsReadInBoundedTime() {
        String deep = "[".repeat(30_000);
        Seller.denied(seller.decide(TestRequest.of("POST", "/v1/ask").json(deep)), 400);
        Seller.denied(seller.decide(TestRequest.of("POST", "/v1/ask").json("{\"max_tokens\":1e999999999}")), 400);
    }

    /** The handler's parser may take the other one. */
    @Test
    void aBodyThatCanBeReadInTwoWaysIsRefused() {
        for (String body : List.of(
                "{\"max_tokens\":9000,\"max_tokens\":1}",
                "{\"max_tokens\":1}{\"max_tokens\":9000}",
                "{\"max_tokens\":1} x")) {
            Seller.denied(seller.decide(TestRequest.of("POST", "/v1/ask").json(body)), 400);
        }
        Seller.challenge(seller.decide(TestRequest.of("POST", "/v1/ask").json("{\"max_tokens\":1} \n")));
    }

    @Test
    void aBodyInAnotherEncodingIsRefused() {
        for (String charset : List.of("Shift_JIS", "\"utf-16\"", "utf-8x", "utf-8; charset=IBM037", "")) {
            Seller.denied(seller.decide(inCharset("application/json; charset=" + charset)), 400);
        }
        for (String charset : List.of("utf-8", "UTF-8", "\"utf-8\"", "utf8 ; v=1")) {
            Seller.challenge(seller.decide(inCharset("application/json;charset=" + charset)));
        }
    }

    private static TestRequest inCharset(String type) {
        return TestRequest.of("POST", "/v1/ask").header("Content-Type", type).body("{\"max_tokens\":1}");
    }

    @Test
    void aPriceOfZeroPasses() {
        Charge charge = Seller.free(seller.decide(TestRequest.get("/by-model").header("X-Model", "open")));

        assertThat(charge.end(Charge.Outcome.READY)).isEmpty();
        assertThat(charge.receipt().costMsat()).isZero();
    }

    @Test
    void aFunctionThatUsesMoreThanItDeclaresIsTheSellersMistake() {
        Reply reply = Seller.denied(seller.decide(TestRequest.get("/undeclared").header("X-Model", "small")), 503);
        assertThat(reply.body()).doesNotContain("declare");
    }

    private static int amount(Decision decision) {
        return Seller.body(Seller.challenge(decision)).getInt("amount_sats");
    }
}
