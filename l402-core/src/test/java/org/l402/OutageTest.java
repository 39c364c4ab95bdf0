package org.l402;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.l402.Seller.Bought;
import org.l402.invoice.CreatedInvoice;
import org.l402.invoice.ErrorKind;
import org.l402.invoice.InvoiceBackendException;
import org.l402.ledger.AccountId;
import org.l402.ledger.Balance;
import org.l402.ledger.Funding;
import org.l402.ledger.Ledger;
import org.l402.ledger.LedgerException;
import org.l402.ledger.LedgerTraits;
import org.l402.ledger.ReleaseCause;
import org.l402.ledger.ReservationId;
import org.l402.ledger.ReserveRequest;
import org.l402.ledger.Reserved;
import org.l402.ledger.Settled;
import org.l402.macaroon.RootKeys;
import org.l402.price.Price;

/** A wallet or a ledger that is down: 503 with a Retry-After, never 500, never free. */
class OutageTest {
    private final Seller seller = Seller.with(b -> b.walletTimeLimit(Duration.ofMillis(200))
            .walletConcurrency(2)
            .challengesPerClient(10_000, Duration.ofMinutes(1)));
    private final Bought bought = seller.buy();

    /** The first sale of a JVM loads classes for longer than the limit below. */
    @BeforeAll
    static void warmUp() {
        try (Seller first = Seller.create()) {
            first.buy();
        }
    }

    @AfterEach
    void close() {
        seller.close();
    }

    @ParameterizedTest
    @Tag("trap-20")
    @Tag("invariant-05")
    @EnumSource(ErrorKind.class)
    void everyKindOfWalletErrorIs503(ErrorKind kind) {
        seller.wallet.behave(request -> {
            throw new InvoiceBackendException(kind, "for the log only");
        });

        Reply reply = Seller.denied(seller.decide(TestRequest.get(Seller.PATH)), 503);

        assertThat(reply.header("Retry-After")).contains("5");
        assertThat(reply.header("X-Correlation-Id")).isPresent();
        assertThat(reply.body()).doesNotContain("for the log only");
        Event.WalletFailed told = seller.told(Event.WalletFailed.class).get(0);
        assertThat(told.kind()).isEqualTo(kind);
        assertThat(told.correlationId())
                .isEqualTo(reply.header("X-Correlation-Id").orElseThrow());
    }

    @Test
    void theWalletsOwnRetryAfterIsPassedOnWithinReason() {
        seller.wallet.behave(request -> {
            throw new InvoiceBackendException(ErrorKind.RATE_LIMITED, "slow down", Optional.of(Duration.ofSeconds(17)));
        });
        assertThat(Seller.denied(seller.decide(TestRequest.get(Seller.PATH)), 503)
                        .header("Retry-After"))
                .contains("17");
        seller.wallet.behave(request -> {
            throw new InvoiceBackendException(ErrorKind.RATE_LIMITED, "slow down", Optional.of(Duration.ofDays(1)));
        });
        assertThat(Seller.denied(seller.decide(TestRequest.get(Seller.PATH)), 503)
                        .header("Retry-After"))
                .contains("60");
    }

    @Test
    @Tag("invariant-08")
    void anUnforeseenExceptionTellsItsTypeOnlyBecauseItsMessageMayHoldASecret() {
        seller.wallet.behave(request -> {
            throw new IllegalStateException("macaroon 0201036c6e64");
        });

        Seller.denied(seller.decide(TestRequest.get(Seller.PATH)), 503);

        assertThat(seller.told(Event.WalletFailed.class).get(0).message())
                .contains("IllegalStateException")
                .doesNotContain("0201036c6e64");
    }

    @Test
    @Tag("trap-20")
    @Tag("invariant-05")
    @Timeout(20)
    void aHangingWalletHoldsUpAFewClientsForItsTimeLimitAndNobodyElse() throws Exception {
        CountDownLatch never = new CountDownLatch(1);
        seller.wallet.behave(request -> hang(never));
        ExecutorService clients = Executors.newFixedThreadPool(20);
        try {
            long start = System.nanoTime();
            List<Future<Decision>> answers = new ArrayList<>();
            for (int i = 0; i < 20; i++) {
                answers.add(clients.submit(() -> seller.decide(TestRequest.get(Seller.PATH))));
            }
            Seller.paid(seller.decide(TestRequest.get(Seller.PATH).authorization(bought.credential())));
            for (Future<Decision> answer : answers) {
                Seller.denied(answer.get(10, TimeUnit.SECONDS), 503);
            }
            assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(5));
        } finally {
            clients.shutdownNow();
        }
    }

    @Test
    void anOutageTakesNoPlaceOfAnInvoiceAndRecoveryIsImmediate() {
        try (Seller one = Seller.with(b -> b.openInvoices(1))) {
            one.wallet.behave(request -> {
                throw new InvoiceBackendException(ErrorKind.UNAVAILABLE, "down");
            });
            for (int i = 0; i < 5; i++) {
                assertThat(Seller.body(Seller.denied(one.decide(TestRequest.get(Seller.PATH)), 503))
                                .getString("type"))
                        .endsWith("wallet-unavailable");
            }
            one.wallet.behave(one.wallet::good);
            Seller.challenge(one.decide(TestRequest.get(Seller.PATH)));
        }
    }

    @Test
    @Tag("trap-08")
    @Tag("invariant-05")
    void aDeadLedgerIs503AndTheHandlerDoesNotRun() {
        L402 broken = L402.builder()
                .clock(seller.clock)
                .invoices(seller.wallet)
                .ledger(new DeadLedger(seller.ledger.traits()))
                .rootKeys(RootKeys.of(Seller.KEY))
                .price("/reports/*", Price.sats(5))
                .price("/free", org.l402.price.Offer.fixed(Price.sats(5)).free("1 per PT1H"))
                .build();

        Reply withToken =
                Seller.denied(broken.decide(TestRequest.get(Seller.PATH).authorization(bought.credential())), 503);
        Seller.denied(broken.decide(TestRequest.get("/free")), 503);

        assertThat(withToken.header("Retry-After")).isPresent();
        assertThat(Seller.body(withToken).getString("type")).endsWith("ledger-unavailable");
    }

    @ParameterizedTest
    @Tag("trap-08")
    @Tag("invariant-05")
    @MethodSource("waysToFail")
    void aLedgerThatFailsBeforeTheCaptureTurnsTheAnswerInto503(RuntimeException failure) {
        FailingCapture failing = new FailingCapture(seller.ledger, failure);
        L402 engine = L402.builder()
                .clock(seller.clock)
                .invoices(seller.wallet)
                .ledger(failing)
                .rootKeys(RootKeys.of(Seller.KEY))
                .price("/reports/*", Price.sats(5))
                .build();
        Charge charge = Seller.paid(engine.decide(TestRequest.get(Seller.PATH).authorization(bought.credential())));

        Reply instead = charge.end(Charge.Outcome.READY).orElseThrow();

        assertThat(instead.status()).isEqualTo(503);
        seller.clock.advance(EngineSettings.LEASE);
        assertThat(seller.ledger
                        .balance(AccountId.of(bought.preimage().paymentHash()))
                        .orElseThrow()
                        .availableMsat())
                .isEqualTo(5000);
    }

    @ParameterizedTest
    @Tag("invariant-07")
    @MethodSource("waysToFail")
    void aLedgerThatFailsAtTheReleaseDoesNotTakeThePlaceOfTheSellersException(RuntimeException failure) {
        try (Seller failing = Seller.with(b -> b.ledger(new FailingCapture(seller.ledger, failure)))) {
            Charge charge =
                    Seller.paid(failing.decide(TestRequest.get(Seller.PATH).authorization(bought.credential())));

            assertThat(charge.end(Charge.Outcome.FAILED)).isEmpty();
            assertThat(failing.told(Event.LedgerFailed.class)).hasSize(1);
        }
    }

    @Test
    @Tag("invariant-06")
    void aFullLedgerStopsSellingBeforeItStopsServing() {
        try (Seller full = Seller.with(b -> b.ledger(new NearlyFull(seller.ledger)))) {
            Reply reply = Seller.denied(full.decide(TestRequest.get(Seller.PATH)), 503);
            assertThat(Seller.body(reply).getString("type")).endsWith("ledger-full");
            assertThat(full.wallet.calls).hasValue(0);
            Seller.paid(full.decide(TestRequest.get(Seller.PATH).authorization(bought.credential())));
        }
    }

    private static CreatedInvoice hang(CountDownLatch never) {
        try {
            never.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        throw new InvoiceBackendException(ErrorKind.TIMEOUT, "interrupted");
    }

    @Test
    void theSellersListenerCannotBreakASale() {
        try (Seller bad = Seller.with(b -> b.listener(event -> {
            throw new IllegalStateException("metrics are down");
        }))) {
            Seller.challenge(bad.decide(TestRequest.get(Seller.PATH)));
        }
    }

    /** A jar that is missing beside the listener is an error, not an exception; the reservation must not be left behind. */
    @Test
    void aListenerThatCannotBeLinkedCannotBreakASaleEither() {
        try (Seller bad = Seller.with(b -> b.listener(event -> {
            throw new NoClassDefFoundError("metrics");
        }))) {
            Seller.challenge(bad.decide(TestRequest.get(Seller.PATH)));
        }
    }

    /** Passes everything on. */
    static class Forwarding implements Ledger {
        final Ledger real;

        Forwarding(Ledger real) {
            this.real = real;
        }

        @Override
        public LedgerTraits traits() {
            return real.traits();
        }

        @Override
        public Reserved reserve(ReserveRequest request) {
            return real.reserve(request);
        }

        @Override
        public boolean renew(ReservationId id, Duration lease) {
            return real.renew(id, lease);
        }

        @Override
        public boolean extend(ReservationId id, long moreMsat) {
            return real.extend(id, moreMsat);
        }

        @Override
        public Settled capture(ReservationId id, long actualMsat) {
            return real.capture(id, actualMsat);
        }

        @Override
        public Settled release(ReservationId id, ReleaseCause cause) {
            return real.release(id, cause);
        }

        @Override
        public boolean topUp(AccountId account, Funding.Payment payment) {
            return real.topUp(account, payment);
        }

        @Override
        public Optional<Balance> balance(AccountId account) {
            return real.balance(account);
        }

        @Override
        public void close(Funding.Payment payment) {
            real.close(payment);
        }

        @Override
        public boolean nearlyFull() {
            return real.nearlyFull();
        }

        @Override
        public void close() {
            // Its owner closes it.
        }
    }

    /** As a ledger should, and as one that was written in a hurry does. */
    static List<RuntimeException> waysToFail() {
        return List.of(
                new LedgerException("connection lost", new IllegalStateException()),
                new IllegalStateException("pool is closed"),
                new NullPointerException());
    }

    private static final class FailingCapture extends Forwarding {
        private final RuntimeException failure;

        FailingCapture(Ledger real, RuntimeException failure) {
            super(real);
            this.failure = failure;
        }

        @Override
        public Settled capture(ReservationId id, long actualMsat) {
            throw failure;
        }

        @Override
        public Settled release(ReservationId id, ReleaseCause cause) {
            throw failure;
        }
    }

    private static final class NearlyFull extends Forwarding {
        NearlyFull(Ledger real) {
            super(real);
        }

        @Override
        public boolean nearlyFull() {
            return true;
        }
    }

    private static final class DeadLedger extends Forwarding {
        private final LedgerTraits traits;

        DeadLedger(LedgerTraits traits) {
            super(null);
            this.traits = traits;
        }

        @Override
        public LedgerTraits traits() {
            return traits;
        }

        @Override
        public Reserved reserve(ReserveRequest request) {
            throw new LedgerException("connection refused", new IllegalStateException());
        }

        @Override
        public boolean nearlyFull() {
            return false;
        }
    }
}
