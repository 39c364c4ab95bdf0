package org.l402.ledger.jdbc;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.l402.ledger.Balance;
import org.l402.ledger.Draw;
import org.l402.ledger.Funding.Payment;
import org.l402.ledger.ReleaseCause;
import org.l402.ledger.ReservationId;
import org.l402.ledger.ReserveRequest;
import org.l402.ledger.Reserved;
import org.l402.testkit.ManualClock;

/** Transactions that meet in ways that only a database knows. */
class ConcurrencyTest {
    private static final int THREADS = 16;

    @TempDir
    Path directory;

    private final ManualClock clock = ManualClock.create();
    private final Purchases purchases = new Purchases(clock.instant().plus(Duration.ofHours(2)));
    private JdbcLedger ledger;

    @BeforeEach
    void open() {
        ledger = JdbcLedger.h2(directory.resolve("ledger"), clock);
    }

    @AfterEach
    void close() {
        ledger.close();
    }

    private interface Numbered<T> {
        T run(int number) throws Exception;
    }

    private static <T> List<T> together(Numbered<T> work) throws Exception {
        ExecutorService threads = Executors.newFixedThreadPool(THREADS);
        CountDownLatch start = new CountDownLatch(1);
        try {
            List<Future<T>> results = new ArrayList<>();
            for (int i = 0; i < THREADS; i++) {
                int number = i;
                Callable<T> task = () -> {
                    start.await();
                    return work.run(number);
                };
                results.add(threads.submit(task));
            }
            start.countDown();
            List<T> values = new ArrayList<>();
            for (Future<T> result : results) {
                values.add(result.get());
            }
            return values;
        } finally {
            threads.shutdownNow();
        }
    }

    @Test
    void drawsInOppositeOrdersDoNotWaitForEachOther() throws Exception {
        Payment paid = purchases.payment(1_000_000);
        List<Draw> draws = new ArrayList<>(List.of(Purchases.own(paid)));
        for (int i = 0; i < 4; i++) {
            draws.add(purchases.budget(1_000_000));
        }

        together(number -> {
            List<Draw> order = new ArrayList<>(draws);
            Collections.rotate(order, number);
            for (int i = 0; i < 20; i++) {
                ReservationId id = purchases.id();
                ReserveRequest request = new ReserveRequest(id, 10, 10, Purchases.LEASE, order);
                assertThat(ledger.reserve(request)).isInstanceOf(Reserved.Granted.class);
                ledger.capture(id, 10);
            }
            return number;
        });

        for (Draw draw : draws) {
            assertThat(ledger.balance(draw.account()).orElseThrow().capturedMsat())
                    .isEqualTo(THREADS * 20 * 10);
        }
    }

    @Test
    void aPaymentOpensItsAccountOrTopsUpAnother() throws Exception {
        for (int round = 0; round < 100; round++) {
            Payment contested = purchases.payment(1000);
            Payment other = purchases.payment(1);

            List<Boolean> claimed = together(number -> number % 2 == 0
                    ? purchases.reserve(ledger, 1, Purchases.own(contested)) instanceof Reserved.Granted
                    : ledger.topUp(Purchases.account(other), contested));

            long opened = credited(contested);
            long toppedUp = credited(other);
            assertThat(opened + toppedUp).isEqualTo(1000);
            for (int number = 0; number < THREADS; number++) {
                assertThat(claimed.get(number)).isEqualTo(number % 2 == 0 ? opened > 0 : toppedUp > 0);
            }
        }
    }

    private long credited(Payment payment) {
        return ledger.balance(Purchases.account(payment))
                .map(Balance::creditedMsat)
                .orElse(0L);
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void oneReservationIsMadeOnceHoweverManyAskForIt(boolean known) throws Exception {
        for (int round = 0; round < 20; round++) {
            Payment paid = purchases.payment(1000);
            if (known) {
                ledger.topUp(Purchases.account(paid), paid);
            }
            ReserveRequest request = ReserveRequest.exactly(purchases.id(), 600, Purchases.LEASE, Purchases.own(paid));

            List<Reserved> answers = together(number -> ledger.reserve(request));

            assertThat(answers).containsOnly(new Reserved.Granted(600, 400));
            assertThat(ledger.balance(Purchases.account(paid))).contains(new Balance(1000, 0, 600, 400, 0));
        }
    }

    @Test
    void aQuotaTurnsOverWhileItsCallsEnd() throws Exception {
        Draw quota = purchases.quota(THREADS, Duration.ofSeconds(10));
        for (int round = 0; round < 5; round++) {
            List<ReservationId> running = new ArrayList<>();
            for (int i = 0; i < THREADS; i++) {
                running.add(purchases.reserved(ledger, 1, quota));
            }
            clock.advance(Duration.ofSeconds(10));

            List<Boolean> free = together(number -> {
                boolean granted = purchases.reserve(ledger, 1, quota) instanceof Reserved.Granted;
                ledger.capture(running.get(number), 1);
                return granted;
            });

            assertThat(free).containsOnly(true);
            clock.advance(Duration.ofSeconds(40));
        }
    }

    @Test
    void budgetsComeAndGoWithoutLosingCount() throws Exception {
        Payment paid = purchases.payment(1_000_000);
        Draw budget = purchases.budget(100);

        together(number -> {
            for (int i = 0; i < 20; i++) {
                ReservationId id = purchases.id();
                ReserveRequest request = ReserveRequest.exactly(id, 10, Purchases.LEASE, Purchases.own(paid));
                ReserveRequest both = new ReserveRequest(
                        id, 10, 10, Purchases.LEASE, List.of(request.draws().get(0), budget));
                if (ledger.reserve(both) instanceof Reserved.Granted) {
                    ledger.release(id, ReleaseCause.NOT_DELIVERED);
                }
            }
            return number;
        });

        assertThat(ledger.balance(budget.account())).isEmpty();
        assertThat(ledger.balance(Purchases.account(paid))).contains(new Balance(1_000_000, 0, 0, 1_000_000, 0));
        assertThat(purchases.reserve(ledger, 100, Purchases.own(paid), budget)).isInstanceOf(Reserved.Granted.class);
    }
}
