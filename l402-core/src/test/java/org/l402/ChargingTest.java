package org.l402;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.l402.Charge.Outcome;
import org.l402.Decision.Allow;
import org.l402.Decision.Deny;
import org.l402.Seller.Bought;
import org.l402.ledger.AccountId;
import org.l402.ledger.Balance;
import org.l402.ledger.Funding;
import org.l402.price.Offer;
import org.l402.price.Price;

/** What a payment buys: one delivered call, whatever goes wrong on the way. */
class ChargingTest {
    private static final int THREADS = 64;

    private final Seller seller =
            Seller.with(b -> b.price("/free", Offer.fixed(Price.sats(30)).free("10 per PT24H"))
                    .challengesPerClient(10_000, Duration.ofMinutes(1)));
    private final Bought bought = seller.buy();

    @AfterEach
    void close() {
        seller.close();
    }

    @Test
    @Tag("invariant-02")
    @Tag("invariant-03")
    void aDeliveredCallIsPaidAndTheTokenIsSpent() {
        Charge charge = Seller.paid(present());
        assertThat(charge.end(Outcome.READY)).isEmpty();

        Reply second = Seller.challenge(present());

        assertThat(Seller.body(second).getString("type")).endsWith("payment-insufficient");
        assertThat(books()).isEqualTo(new Balance(5000, 5000, 0, 0, 0));
        assertThat(seller.told(Event.Captured.class)).hasSize(1);
    }

    @Test
    @Tag("trap-26")
    @Tag("invariant-03")
    void aFailedCallCostsNothing() {
        for (int i = 0; i < 10; i++) {
            Seller.paid(present()).end(Outcome.FAILED);
        }
        assertThat(books()).isEqualTo(new Balance(5000, 0, 0, 5000, 0));
        assertThat(seller.told(Event.Released.class)).hasSize(10);
    }

    @Test
    @Tag("attack-reset")
    void aClientThatResetsAfterTheFirstByteAHundredTimesPaysAHundredTimes() {
        for (int i = 0; i < 100; i++) {
            Bought token = seller.buy();
            Charge charge = Seller.paid(present(token));
            charge.end(Outcome.DELIVERED);
        }
        assertThat(seller.told(Event.Captured.class)).hasSize(100).allMatch(captured -> captured.msat() == 5000);
    }

    @Test
    void aClientThatLeavesBeforeTheFirstByteIsForgivenThreeTimes() {
        for (int i = 0; i < 3; i++) {
            Seller.paid(present()).end(Outcome.CLIENT_LEFT);
        }
        Seller.paid(present()).end(Outcome.CLIENT_LEFT);

        assertThat(books().capturedMsat()).isEqualTo(5000);
        Seller.challenge(present());
    }

    @Test
    @Tag("invariant-02")
    void onlyTheFirstEndCounts() {
        Charge charge = Seller.paid(present());
        charge.release();
        charge.capture();
        charge.end(Outcome.DELIVERED);

        assertThat(books().capturedMsat()).isZero();
        assertThat(charge.live()).isFalse();
        assertThat(charge.draw(1)).isFalse();
        assertThat(charge.receipt().costMsat()).isZero();
    }

    @Test
    void aHandlerMayGiveACallAway() {
        Seller.paid(present()).release();

        Seller.paid(present()).release();
    }

    @Test
    void theReceiptSaysWhatItCost() {
        Charge charge = Seller.paid(present());
        charge.end(Outcome.READY);

        assertThat(charge.receipt().toJson())
                .isEqualTo("{\"charge\":\"" + charge.id() + "\",\"offer\":\"reports-any\",\"payment_hash\":\""
                        + bought.preimage().paymentHash() + "\",\"cost_msat\":5000}");
        assertThat(charge.payment().orElseThrow().paidMsat()).isEqualTo(5000);
        assertThat(charge.payment().orElseThrow().paymentHash())
                .isEqualTo(bought.preimage().paymentHash());
    }

    @Test
    @Tag("invariant-11")
    void aBalanceInUseIsNotExhausted() {
        Charge running = Seller.paid(present());
        int invoices = seller.wallet.calls.get();

        Reply busy = Seller.denied(present(), 429);

        assertThat(busy.header("Retry-After")).contains("1");
        assertThat(Seller.body(busy).getString("type")).isEqualTo("urn:l402:problem:charge-in-progress");
        assertThat(seller.wallet.calls).as("no second invoice").hasValue(invoices);
        running.end(Outcome.FAILED);
        Seller.paid(present());
    }

    @Test
    @Tag("trap-11")
    @Tag("invariant-02")
    void callsAtTheSameTimeOnOneTokenEndIndependently() {
        try (Seller shop =
                Seller.with(b -> b.price("/s/one", Offer.fixed(Price.sats(1)).service("s"))
                        .price("/s/three", Offer.fixed(Price.sats(3)).service("s")))) {
            Bought three = shop.buy(TestRequest.get("/s/three"));
            TestRequest one = TestRequest.get("/s/one").authorization(three.credential());
            Charge kept = Seller.paid(shop.decide(one));
            Charge failed = Seller.paid(shop.decide(one));
            Charge running = Seller.paid(shop.decide(one));

            failed.end(Outcome.FAILED);
            kept.end(Outcome.READY);

            AccountId account = AccountId.of(three.preimage().paymentHash());
            assertThat(shop.ledger.balance(account)).contains(new Balance(3000, 1000, 1000, 1000, 0));
            running.end(Outcome.DELIVERED);
            assertThat(shop.ledger.balance(account)).contains(new Balance(3000, 2000, 0, 1000, 0));
            assertThat(kept.id()).isNotEqualTo(failed.id());
        }
    }

    @Test
    @Tag("concurrency")
    @Tag("invariant-02")
    @Tag("invariant-11")
    void ofManyThreadsWithOneTokenExactlyOneRunsAndNoneIsAskedToPayMeanwhile() throws Exception {
        CountDownLatch allAsked = new CountDownLatch(THREADS);
        int invoices = seller.wallet.calls.get();

        List<Decision> decisions = together(() -> {
            Decision decision = present();
            allAsked.countDown();
            allAsked.await();
            return decision;
        });

        assertThat(decisions).filteredOn(Allow.Paid.class::isInstance).hasSize(1);
        assertThat(decisions).filteredOn(Deny.Throttled.class::isInstance).hasSize(THREADS - 1);
        assertThat(seller.wallet.calls).hasValue(invoices);
    }

    @Test
    @Tag("concurrency")
    @Tag("trap-09")
    void ofManyThreadsAQuotaServesExactlyItsNumber() throws Exception {
        List<Decision> decisions = together(() -> {
            Decision decision = seller.decide(TestRequest.get("/free"));
            if (decision instanceof Allow.Free free) {
                free.charge().end(Outcome.READY);
            }
            return decision;
        });

        assertThat(decisions).filteredOn(Allow.Free.class::isInstance).hasSize(10);
        assertThat(decisions).filteredOn(Deny.Challenge.class::isInstance).hasSize(THREADS - 10);
    }

    @Test
    void freeCallsAreForEachClientAndPeriod() {
        for (int i = 0; i < 10; i++) {
            Seller.free(seller.decide(TestRequest.get("/free"))).end(Outcome.READY);
        }
        Seller.challenge(seller.decide(TestRequest.get("/free")));
        Seller.free(seller.decide(TestRequest.get("/free").from("203.0.113.8")));

        seller.clock.advance(Duration.ofHours(24));

        Seller.free(seller.decide(TestRequest.get("/free")));
    }

    @Test
    void aFailedFreeCallIsStillFree() {
        for (int i = 0; i < 20; i++) {
            Seller.free(seller.decide(TestRequest.get("/free"))).end(Outcome.FAILED);
        }
        Charge charge = Seller.free(seller.decide(TestRequest.get("/free")));
        assertThat(charge.priceMsat()).isZero();
        assertThat(charge.payment()).isEmpty();
        assertThat(charge.draw(1_000_000)).isTrue();
    }

    @Test
    @Tag("invariant-06")
    void oneIpv6CustomerIsOneClient() {
        for (int i = 0; i < 10; i++) {
            Seller.free(seller.decide(TestRequest.get("/free").from("2001:db8:1:2::" + i)))
                    .end(Outcome.READY);
        }
        Seller.challenge(seller.decide(TestRequest.get("/free").from("2001:db8:1:2:ffff::1")));
        Seller.free(seller.decide(TestRequest.get("/free").from("2001:db8:1:3::1")));
    }

    @Test
    void aClientWithoutAnAddressGetsNothingForFree() {
        Seller.challenge(seller.decide(TestRequest.get("/free").from("unknown")));
        Seller.challenge(seller.decide(TestRequest.get("/free").from("")));
    }

    @Test
    void aRunningCallKeepsItsReservation() {
        Charge charge = Seller.paid(present());
        for (int i = 0; i < 3; i++) {
            seller.clock.advance(EngineSettings.LEASE.dividedBy(2));
            ((RunningCharge) charge).renewIfDue();
            assertThat(charge.live()).isTrue();
        }
        assertThat(books().reservedMsat()).isEqualTo(5000);
        assertThat(charge.end(Outcome.READY)).isEmpty();
        assertThat(books().capturedMsat()).isEqualTo(5000);
    }

    @Test
    @Tag("invariant-11")
    void aLostChargeTurnsAnAnswerThatHasNotLeftInto503AndCostsNothing() {
        Charge charge = Seller.paid(present());
        seller.clock.advance(EngineSettings.LEASE);
        assertThat(charge.live()).isFalse();
        assertThat(charge.draw(1)).isFalse();

        Reply instead = charge.end(Outcome.READY).orElseThrow();

        assertThat(instead.status()).isEqualTo(503);
        assertThat(instead.header("Retry-After")).isPresent();
        assertThat(books()).isEqualTo(new Balance(5000, 0, 0, 5000, 0));
    }

    @Test
    void aLostChargeWhoseAnswerIsOutTakesWhatIsStillThere() {
        Charge charge = Seller.paid(present());
        seller.clock.advance(EngineSettings.LEASE);
        Seller.paid(present()).end(Outcome.DELIVERED);

        assertThat(charge.end(Outcome.DELIVERED)).isEmpty();

        assertThat(seller.told(Event.Captured.class).get(1).shortfallMsat()).isEqualTo(5000);
        assertThat(books()).isEqualTo(new Balance(5000, 5000, 0, 0, 0));
    }

    @Test
    void noAnswerOutlivesItsTokenOrTheLongestCall() {
        try (Seller quick = Seller.with(b -> b.maxCallDuration(Duration.ofSeconds(10)))) {
            Charge charge = Seller.paid(quick.decide(
                    TestRequest.get(Seller.PATH).authorization(quick.buy().credential())));
            quick.clock.advance(Duration.ofSeconds(10).minusMillis(1));
            assertThat(charge.live()).isTrue();
            quick.clock.advance(Duration.ofMillis(1));
            assertThat(charge.live()).isFalse();
        }
        seller.clock.advance(Duration.ofHours(24).minusSeconds(5));
        Charge last = Seller.paid(present());
        seller.clock.advance(Duration.ofSeconds(5));
        assertThat(last.live()).isFalse();
    }

    @Test
    @Tag("invariant-02")
    @Tag("invariant-04")
    void aBudgetCountsAcrossCopiesAndNothingAppendedWidensIt() {
        Bought big = seller.buy();
        Bought worker = big.narrowed("l402:budget=5000:0011223344556677");
        Seller.paid(present(worker)).end(Outcome.READY);

        for (Bought copy : List.of(
                worker,
                worker.narrowed("note=1"),
                worker.narrowed("l402:path=/reports/*"),
                worker.withPreimageCaveat())) {
            Reply reply = Seller.challenge(present(copy));
            assertThat(reply.body()).doesNotContain("balance_");
        }
    }

    @Test
    void aBudgetedTokenIsToldNothingOfTheBalanceBehindIt() {
        Bought worker = seller.buy().narrowed("l402:budget=5000:0011223344556677");

        assertThat(Seller.paid(present(worker)).availableMsat()).isZero();
    }

    @Test
    void aRevokedTokenIsAnsweredByAFreshChallenge() {
        seller.ledger.close(new Funding.Payment(
                bought.preimage().paymentHash(), 5000, seller.clock.instant().plus(Duration.ofHours(24))));

        Reply reply = Seller.challenge(present());

        assertThat(Seller.body(reply).getString("detail")).contains("closed");
    }

    @Test
    void closingTheEngineClosesWhatItOwnsAndEndsItsThreads() throws Exception {
        Set<Thread> others = Thread.getAllStackTraces().keySet();
        Seller shortLived = Seller.create();
        shortLived.buy();

        shortLived.close();

        assertThat(shortLived.wallet.closed).isTrue();
        for (Thread thread : Thread.getAllStackTraces().keySet()) {
            if (!others.contains(thread) && thread.getName().startsWith("l402")) {
                thread.join(5000);
                assertThat(thread.isAlive()).as(thread.getName()).isFalse();
            }
        }
    }

    private Decision present() {
        return present(bought);
    }

    private Decision present(Bought token) {
        return seller.decide(TestRequest.get(Seller.PATH).authorization(token.credential()));
    }

    private Balance books() {
        return seller.ledger
                .balance(AccountId.of(bought.preimage().paymentHash()))
                .orElseThrow();
    }

    private static <T> List<T> together(Callable<T> work) throws Exception {
        ExecutorService threads = Executors.newFixedThreadPool(THREADS);
        CountDownLatch start = new CountDownLatch(1);
        try {
            List<Future<T>> futures = new ArrayList<>();
            for (int i = 0; i < THREADS; i++) {
                futures.add(threads.submit(() -> {
                    start.await();
                    return work.call();
                }));
            }
            start.countDown();
            List<T> results = new ArrayList<>();
            for (Future<T> future : futures) {
                results.add(future.get());
            }
            return results;
        } finally {
            threads.shutdownNow();
        }
    }
}
