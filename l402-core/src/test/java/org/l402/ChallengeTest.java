package org.l402;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.json.JsonObject;
import java.time.Duration;
import java.util.Base64;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.l402.invoice.Bolt11;
import org.l402.macaroon.Caveat;
import org.l402.macaroon.Identifier;
import org.l402.macaroon.Macaroon;

/** What a client without a credential is told. */
class ChallengeTest {
    private final Seller seller = Seller.create();

    @AfterEach
    void close() {
        seller.close();
    }

    @Test
    @Tag("trap-27")
    void theFirstHeaderIsExactlyWhatClientsParse() {
        Reply reply = Seller.challenge(seller.decide(TestRequest.get(Seller.PATH)));

        assertThat(reply.headers().get(0).name()).isEqualTo("WWW-Authenticate");
        assertThat(reply.headers().get(0).value())
                .matches("L402 macaroon=\"[A-Za-z0-9+/]+={0,2}\", invoice=\"lnbcrt[a-z0-9]+\"");
        assertThat(reply.status()).isEqualTo(402);
        assertThat(reply.header("Cache-Control")).contains("no-store");
        assertThat(reply.header("Content-Type")).contains("application/problem+json");
        assertThat(reply.header("Access-Control-Expose-Headers").orElseThrow()).contains("WWW-Authenticate");
    }

    @Test
    void theBodySaysTheSameInJson() {
        Reply reply = Seller.challenge(seller.decide(TestRequest.get(Seller.PATH)));
        JsonObject body = Seller.body(reply);
        Matcher header = Pattern.compile("macaroon=\"(.*)\", invoice=\"(.*)\"")
                .matcher(reply.headers().get(0).value());
        assertThat(header.find()).isTrue();

        assertThat(body.getString("macaroon")).isEqualTo(header.group(1));
        assertThat(body.getString("invoice")).isEqualTo(header.group(2));
        assertThat(body.getString("payment_hash"))
                .isEqualTo(Bolt11.parse(header.group(2)).paymentHash().hex());
        assertThat(body.getInt("amount_sats")).isEqualTo(5);
        assertThat(body.getInt("amount_msat")).isEqualTo(5000);
        assertThat(body.getString("expires_at")).isEqualTo("2030-01-01T00:10:00Z");
        assertThat(body.getString("token_expires_at")).isEqualTo("2030-01-02T00:00:00Z");
        assertThat(body.getString("type")).isEqualTo("https://paymentauth.org/problems/payment-required");
        assertThat(body.getInt("status")).isEqualTo(402);
        assertThat(body.getJsonObject("retry").getString("credential")).isEqualTo("{macaroon}:{preimage}");
        assertThat(body.getString("correlation_id"))
                .isEqualTo(reply.header("X-Correlation-Id").orElseThrow());
    }

    @Test
    void theTokenHoldsTheHashOfTheInvoiceAndTheGrant() {
        Seller.Bought bought = seller.buy();

        Macaroon token = bought.token();
        assertThat(Identifier.parse(token.identifier()).paymentHash())
                .isEqualTo(bought.preimage().paymentHash());
        assertThat(token.caveats().stream().map(Caveat::text))
                .containsExactly(
                        "l402:grant=1;kind=balance;offer=reports-any;paid=5000;price=5000;wallet=test;ledger="
                                + seller.ledger.traits().id() + ";expires=1893542400",
                        "services=reports-any:0",
                        "reports-any_valid_until=1893542400");
        assertThat(token.encode()[0]).isEqualTo((byte) 2);
    }

    @Test
    void everyChallengeIsAnotherInvoice() {
        assertThat(seller.buy().preimage().secretHex())
                .isNotEqualTo(seller.buy().preimage().secretHex());
    }

    @Test
    void gRpcIsAnsweredInItsOwnTerms() {
        Reply reply = Seller.challenge(
                seller.decide(TestRequest.of("POST", Seller.PATH).header("Content-Type", "application/grpc+proto")));

        assertThat(reply.status()).isEqualTo(200);
        assertThat(reply.header("WWW-Authenticate").orElseThrow()).startsWith("L402 macaroon=");
        assertThat(reply.header("Grpc-Status")).contains("13");
        assertThat(reply.header("Grpc-Message")).contains("payment required");
        assertThat(reply.body()).isEmpty();
    }

    @Test
    void aWalletOfWholeSatoshisGetsThePriceRoundedUpAndTheBalanceIsWhatWasPaid() {
        try (Seller whole = Seller.withWholeSatoshiWallet()) {
            Reply reply = Seller.challenge(whole.decide(TestRequest.get("/cheap")));

            assertThat(Seller.body(reply).getInt("amount_msat")).isEqualTo(2000);
            Charge charge = Seller.paid(whole.decide(
                    TestRequest.get("/cheap").authorization(whole.bought(reply).credential())));
            assertThat(charge.priceMsat()).isEqualTo(1500);
            assertThat(charge.availableMsat()).isEqualTo(500);
        }
    }

    @Test
    void anUnpricedPathAndTheRestOfTheWorldPass() {
        assertThat(seller.decide(TestRequest.get("/health"))).isInstanceOf(Decision.Allow.Unpriced.class);
        assertThat(seller.decide(TestRequest.get("/report"))).isInstanceOf(Decision.Allow.Unpriced.class);
        assertThat(seller.decide(TestRequest.of("OPTIONS", Seller.PATH))).isInstanceOf(Decision.Allow.Unpriced.class);
        assertThat(seller.wallet.calls).hasValue(0);
    }

    @Test
    @Tag("trap-01")
    void headIsPricedLikeGet() {
        Seller.challenge(seller.decide(TestRequest.of("HEAD", Seller.PATH)));
    }

    @Test
    void aPathThatReadsTwoWaysIsPricedIfOneOfThemIs() {
        Seller.challenge(seller.decide(TestRequest.get("/static/..;/x").alsoReadAs(Seller.PATH)));
    }

    @Test
    void aPathThatReadsAsTwoOffersIsRefused() {
        try (Seller two = Seller.with(b -> b.price("/dear", org.l402.price.Price.sats(900)))) {
            Seller.denied(two.decide(TestRequest.get(Seller.PATH).alsoReadAs("/dear")), 400);
            assertThat(two.wallet.calls).hasValue(0);
        }
    }

    @Test
    @Tag("invariant-06")
    void aClientIsGivenSoManyChallengesAndThenToldToWait() {
        try (Seller strict = Seller.with(b -> b.challengesPerClient(3, Duration.ofMinutes(1)))) {
            for (int i = 0; i < 3; i++) {
                Seller.challenge(strict.decide(TestRequest.get(Seller.PATH)));
            }
            Reply fourth = Seller.denied(strict.decide(TestRequest.get(Seller.PATH)), 429);

            assertThat(fourth.header("Retry-After")).contains("20");
            assertThat(strict.wallet.calls).hasValue(3);
            Seller.challenge(strict.decide(TestRequest.get(Seller.PATH).from("203.0.113.8")));
            strict.clock.advance(Duration.ofSeconds(20));
            Seller.challenge(strict.decide(TestRequest.get(Seller.PATH)));
        }
    }

    @Test
    @Tag("invariant-06")
    void allAddressesOfOneIpv6CustomerShareTheirChallenges() {
        try (Seller strict = Seller.with(b -> b.challengesPerClient(3, Duration.ofMinutes(1)))) {
            for (int i = 0; i < 3; i++) {
                Seller.challenge(strict.decide(TestRequest.get(Seller.PATH).from("2001:db8:1:2::" + i)));
            }
            Seller.denied(strict.decide(TestRequest.get(Seller.PATH).from("2001:db8:1:2:ffff::9")), 429);
            Seller.challenge(strict.decide(TestRequest.get(Seller.PATH).from("2001:db8:1:3::1")));
        }
    }

    @Test
    @Tag("invariant-06")
    void strangersCannotHaveAllInvoicesAndTheLastTenthIsForHoldersOfTokens() {
        try (Seller small = Seller.with(b -> b.openInvoices(10).challengesPerClient(1000, Duration.ofMinutes(1)))) {
            Seller.Bought spent = small.buy();
            Seller.paid(small.decide(TestRequest.get(Seller.PATH).authorization(spent.credential())))
                    .capture();
            for (int i = 1; i < 9; i++) {
                Seller.challenge(small.decide(TestRequest.get(Seller.PATH)));
            }

            Reply refused = Seller.denied(small.decide(TestRequest.get(Seller.PATH)), 503);

            assertThat(refused.header("Retry-After")).contains("60");
            Seller.challenge(small.decide(TestRequest.get(Seller.PATH).authorization(spent.credential())));
            Seller.denied(small.decide(TestRequest.get(Seller.PATH).authorization(spent.credential())), 503);
            small.clock.advance(Duration.ofMinutes(10));
            Seller.challenge(small.decide(TestRequest.get(Seller.PATH)));
        }
    }

    @Test
    void macaroonsAreStandardBase64WithPadding() {
        for (int i = 0; i < 20; i++) {
            String text = Seller.body(Seller.challenge(seller.decide(TestRequest.get(Seller.PATH))))
                    .getString("macaroon");
            assertThat(text.length() % 4).isZero();
            assertThat(Base64.getDecoder().decode(text)).isNotEmpty();
        }
    }
}
