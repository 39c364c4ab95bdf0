package org.l402;

import static org.assertj.core.api.Assertions.assertThat;

import java.security.SecureRandom;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.l402.Seller.Bought;
import org.l402.invoice.Preimage;
import org.l402.macaroon.Caveat;
import org.l402.macaroon.Identifier;
import org.l402.macaroon.Macaroon;
import org.l402.macaroon.RootKeys;
import org.l402.price.Offer;
import org.l402.price.Price;

/** Which tokens pay for which requests. */
class TokenRulesTest {
    private static final long DAY_END = 1893542400;

    private final Seller seller = Seller.with(b -> b.price("/dear", Offer.fixed(Price.sats(1000)))
            .price("/gold/a", Offer.fixed(Price.sats(2)).id("gold-a").service("gold"))
            .price("/gold/b", Offer.fixed(Price.sats(3)).id("gold-b").service("gold"))
            .challengesPerClient(10_000, Duration.ofMinutes(1)));
    private final Bought bought = seller.buy();

    @AfterEach
    void close() {
        seller.close();
    }

    @Nested
    class Forgery {
        @Test
        @Tag("trap-28")
        @Tag("invariant-01")
        @Tag("invariant-04")
        void anyFlippedBitRefuses() {
            byte[] packet = bought.token().encode();
            for (int bit = 0; bit < packet.length * 8; bit++) {
                byte[] flipped = packet.clone();
                flipped[bit / 8] ^= (byte) (1 << (bit % 8));
                String credential = "L402 " + java.util.Base64.getEncoder().encodeToString(flipped) + ':'
                        + bought.preimage().secretHex();

                assertThat(seller.decide(TestRequest.get(Seller.PATH).authorization(credential)))
                        .as("bit %d", bit)
                        .isInstanceOf(Decision.Deny.class);
            }
        }

        @Test
        @Tag("trap-06")
        @Tag("invariant-01")
        @Tag("invariant-04")
        void anyOtherPreimageRefuses() {
            byte[] secret = bought.preimage().secretBytes();
            for (int bit = 0; bit < 256; bit++) {
                byte[] flipped = secret.clone();
                flipped[bit / 8] ^= (byte) (1 << (bit % 8));
                rejected(new Bought(bought.token(), Preimage.of(flipped)), "verification-failed");
            }
        }

        @Test
        @Tag("trap-06")
        @Tag("invariant-01")
        void aTokenOfOnesOwnMakingRefuses() {
            Preimage own = Preimage.of(new byte[32]);
            for (int keyId : new int[] {RootKeys.of(Seller.KEY).mintingId(), 0}) {
                Identifier identifier =
                        Identifier.create(own.paymentHash(), keyId, seller.clock.instant(), new SecureRandom());
                List<String> caveats =
                        bought.token().caveats().stream().map(Caveat::text).toList();

                rejected(
                        new Bought(Macaroon.mint(new byte[32], identifier.bytes(), caveats), own),
                        "verification-failed");
            }
        }

        @Test
        @Tag("invariant-01")
        void aRealTokenWithoutAGrantRefuses() {
            byte[] identifier = bought.token().identifier();
            byte[] rootKey = RootKeys.of(Seller.KEY)
                    .rootKey(Identifier.parse(identifier))
                    .orElseThrow();

            rejected(
                    new Bought(Macaroon.mint(rootKey, identifier, List.of()), bought.preimage()),
                    "verification-failed");
            rejected(
                    new Bought(
                            Macaroon.mint(rootKey, identifier, List.of("services=reports-any:0")), bought.preimage()),
                    "verification-failed");
        }

        @Test
        @Tag("attack-own-grant")
        @Tag("invariant-04")
        void aHolderWhoAppendsAGrantOfItsOwnIsRefused() {
            String richer = bought.token().caveats().get(0).text().replace("paid=5000", "paid=500000");

            rejected(bought.narrowed(richer), "verification-failed");
            rejected(bought.narrowed(bought.token().caveats().get(0).text()), "verification-failed");
            rejected(bought.narrowed("L402:Grant=1;kind=balance"), "verification-failed");
        }

        @Test
        void strictSellersAnswer401WithoutAnInvoice() {
            try (Seller strict = Seller.with(b -> b.strict401(true))) {
                Bought token = strict.buy();
                int calls = strict.wallet.calls.get();
                Bought forged = new Bought(token.token(), Preimage.of(new byte[32]));

                Reply reply = Seller.denied(
                        strict.decide(TestRequest.get(Seller.PATH).authorization(forged.credential())), 401);

                assertThat(reply.header("WWW-Authenticate").orElseThrow()).startsWith("L402 ");
                assertThat(strict.wallet.calls).hasValue(calls);
            }
        }
    }

    @Nested
    class Restrictions {
        @ParameterizedTest
        @ValueSource(
                strings = {
                    "anything",
                    "foo=bar",
                    "RequestPath = /x",
                    "services",
                    "other_valid_until=1",
                    "other_capabilities=x",
                    "reports-any_capabilities=reports-any,x",
                    "services=reports-any:0",
                    "reports-any_valid_until=1893542399",
                    "l402:path=/reports/*",
                    "l402:path=/reports/daily",
                    "l402:path=/*",
                    "l402:method=GET,POST",
                    "l402:client=203.0.113.0/24",
                    "l402:client=203.0.113.7",
                    "l402:budget=5000:0011223344556677",
                    "\u0095\u00ff"
                })
        void thatHoldOrAreUnknownDoNotHurt(String caveat) {
            accepted(bought.narrowed(caveat));
        }

        @ParameterizedTest
        @ValueSource(
                strings = {
                    "reports-any_capabilities=",
                    "reports-any_capabilities=other",
                    "reports-any_valid_until=1893456000",
                    "l402:path=/reports",
                    "l402:path=/reports/weekly",
                    "l402:method=POST",
                    "l402:client=203.0.113.8",
                    "l402:client=2001:db8::/32",
                    "l402:budget=4999:0011223344556677"
                })
        void thatDoNotHoldRefuse(String caveat) {
            Reply reply = Seller.challenge(seller.decide(TestRequest.get(Seller.PATH)
                    .authorization(bought.narrowed(caveat).credential())));
            assertThat(reply.body()).doesNotContain("verification-failed");
        }

        @ParameterizedTest
        @Tag("invariant-04")
        @ValueSource(
                strings = {
                    "l402:budgit=5000:0011223344556677",
                    "l402:budget=5000",
                    "l402:budget=5000:xyz",
                    "l402:budget=0:0011223344556677",
                    "l402:budget=99999999999999999999:0011223344556677",
                    "l402:",
                    "l402",
                    "L402:path=/reports/daily",
                    " l402:path=/reports/daily",
                    "l402.path=/reports/daily",
                    "l402:path=reports",
                    "l402:path=/a/../b",
                    "l402:client=example.org",
                    "l402:client=1.2.3.4/33",
                    "services=reports-any",
                    "reports-any_valid_until=soon",
                    "reports-any_valid_until=99999999999999999999",
                    "preimage=00"
                })
        void thatCannotBeUnderstoodRefuse(String caveat) {
            rejected(bought.narrowed(caveat), "verification-failed");
        }

        @ParameterizedTest
        @Tag("trap-03")
        @Tag("invariant-04")
        @CsvSource(
                delimiter = '|',
                value = {
                    "services=reports-any:0 | services=reports-any:0,b:0",
                    "services=reports-any:0 | services=*:0",
                    "services=reports-any:0 | services=other:0",
                    "reports-any_valid_until=1893500000 | reports-any_valid_until=1893500001",
                    "reports-any_capabilities=reports-any | reports-any_capabilities=reports-any,b",
                    "l402:path=/reports/daily | l402:path=/reports/*",
                    "l402:method=GET | l402:method=GET,POST",
                    "l402:client=203.0.113.7 | l402:client=203.0.113.0/24"
                })
        void aLaterOneThatIsWiderRefuses(String first, String wider) {
            accepted(bought.narrowed(first));
            rejected(bought.narrowed(first, wider), "verification-failed");
        }

        @Test
        @Tag("trap-03")
        @Tag("invariant-04")
        void noneCanLiveLongerThanItsGrant() {
            rejected(bought.narrowed("reports-any_valid_until=" + (DAY_END + 1)), "verification-failed");
        }

        @Test
        void moreThanEightBudgetsRefuse() {
            Bought eight = bought;
            for (int i = 0; i < 8; i++) {
                eight = eight.narrowed("l402:budget=5000:001122334455667" + i);
            }
            accepted(eight);
            rejected(eight.narrowed("l402:budget=5000:0011223344556678"), "verification-failed");
        }

        @Test
        void everyReadingOfThePathMustBeAllowed() {
            Bought narrowed = bought.narrowed("l402:path=/reports/daily");

            Seller.challenge(seller.decide(
                    TestRequest.get(Seller.PATH).alsoReadAs("/reports/weekly").authorization(narrowed.credential())));
        }

        @Test
        @Tag("trap-02")
        @Tag("trap-04")
        void lngetsCredentialItsTwinAndANarrowedCopyWorkInTurn() {
            Bought lnget = bought.withPreimageCaveat();
            Bought narrowed = bought.narrowed("l402:path=/reports/*");
            for (int i = 0; i < 3; i++) {
                accepted(bought);
                accepted(lnget);
                accepted(narrowed);
                accepted(lnget.narrowed("l402:method=GET"));
            }
        }

        @Test
        void aPreimageCaveatMustAgree() {
            rejected(bought.narrowed("preimage=" + "00".repeat(32)), "verification-failed");
        }
    }

    @Nested
    class Binding {
        @Test
        @Tag("trap-05")
        void aCheapTokenDoesNotOpenADearDoor() {
            Reply reply =
                    Seller.challenge(seller.decide(TestRequest.get("/dear").authorization(bought.credential())));

            assertThat(Seller.body(reply).getInt("amount_sats")).isEqualTo(1000);
        }

        @Test
        void aDearTokenDoesNotOpenAnotherDoorEither() {
            Bought dear = seller.buy(TestRequest.get("/dear"));

            Seller.challenge(seller.decide(TestRequest.get(Seller.PATH).authorization(dear.credential())));
        }

        @Test
        void offersOfOneServiceShareTheirTokens() {
            Bought dearer = seller.buy(TestRequest.get("/gold/b"));

            Charge charge = Seller.paid(seller.decide(TestRequest.get("/gold/a").authorization(dearer.credential())));

            assertThat(charge.priceMsat()).isEqualTo(2000);
            assertThat(charge.availableMsat()).isEqualTo(1000);
        }

        @Test
        @Tag("trap-05")
        @Tag("invariant-01")
        void withinAServiceATokenIsOnlyWorthWhatWasPaid() {
            Bought cheaper = seller.buy(TestRequest.get("/gold/a"));

            Reply reply =
                    Seller.challenge(seller.decide(TestRequest.get("/gold/b").authorization(cheaper.credential())));

            assertThat(Seller.body(reply).getString("type")).endsWith("payment-insufficient");
        }

        @Test
        @Tag("invariant-09")
        void whatTheDevelopmentWalletPretendedToSellIsNotSold() {
            String grant = bought.token().caveats().get(0).text().replace("wallet=test", "wallet=development");
            byte[] identifier = bought.token().identifier();
            byte[] rootKey = RootKeys.of(Seller.KEY)
                    .rootKey(Identifier.parse(identifier))
                    .orElseThrow();
            Bought pretended = new Bought(Macaroon.mint(rootKey, identifier, List.of(grant)), bought.preimage());

            Reply reply =
                    Seller.challenge(seller.decide(TestRequest.get(Seller.PATH).authorization(pretended.credential())));

            assertThat(Seller.body(reply).getString("detail")).contains("development wallet");
        }

        @Test
        void anOfferIsACapabilityOfItsService() {
            Bought token = seller.buy(TestRequest.get("/gold/b")).narrowed("gold_capabilities=gold-b");

            Seller.challenge(seller.decide(TestRequest.get("/gold/a").authorization(token.credential())));
            Seller.paid(seller.decide(TestRequest.get("/gold/b").authorization(token.credential())))
                    .release();
        }

        @Test
        @Tag("trap-24")
        @Tag("invariant-01")
        void aTokenExpires() {
            seller.clock.advance(Duration.ofHours(24).minusSeconds(1));
            accepted(bought);
            seller.clock.advance(Duration.ofSeconds(1));

            rejected(bought, "payment-expired");
        }

        @Test
        @Tag("invariant-03")
        void anotherLedgerRefusesAndSaysWhy() {
            try (Seller restarted = Seller.create()) {
                Reply reply = Seller.challenge(
                        restarted.decide(TestRequest.get(Seller.PATH).authorization(bought.credential())));

                assertThat(Seller.body(reply).getString("detail")).contains("restart emptied");
            }
        }

        @Test
        void aRetiredKeyIsAnsweredByAFreshChallenge() {
            byte[] other = Seller.KEY.clone();
            other[0]++;
            try (Seller rotated = Seller.with(b -> b.rootKeys(RootKeys.of(other)))) {
                Reply reply = Seller.challenge(
                        rotated.decide(TestRequest.get(Seller.PATH).authorization(bought.credential())));

                assertThat(Seller.body(reply).getString("detail")).contains("key");
            }
        }

        @Test
        void rotationKeepsSoldTokensGood() {
            byte[] other = Seller.KEY.clone();
            other[0]++;
            SellerOnOneLedger pair = new SellerOnOneLedger(seller, RootKeys.of(other, Seller.KEY));

            Seller.paid(pair.decide(TestRequest.get(Seller.PATH).authorization(bought.credential())));
        }
    }

    private void accepted(Bought token) {
        Decision decision = seller.decide(TestRequest.get(Seller.PATH).authorization(token.credential()));
        Seller.paid(decision).release();
    }

    private void rejected(Bought token, String problem) {
        Reply reply =
                Seller.challenge(seller.decide(TestRequest.get(Seller.PATH).authorization(token.credential())));
        assertThat(Seller.body(reply).getString("type")).as(reply.body()).endsWith(problem);
        assertThat(seller.told(Event.Reserved.class).stream()
                        .map(Event.Reserved::correlationId)
                        .toList())
                .doesNotContain(reply.header("X-Correlation-Id").orElseThrow());
    }

    /** A second engine with other keys on the ledger of the first. */
    private record SellerOnOneLedger(L402 engine) {
        SellerOnOneLedger(Seller first, RootKeys keys) {
            this(L402.builder()
                    .clock(first.clock)
                    .invoices(first.wallet)
                    .ledger(first.ledger)
                    .rootKeys(keys)
                    .price("/reports/*", Price.sats(5))
                    .build());
        }

        Decision decide(TestRequest request) {
            return engine.decide(request);
        }
    }
}
