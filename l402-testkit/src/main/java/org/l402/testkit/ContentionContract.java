package org.l402.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.l402.ledger.Balance;
import org.l402.ledger.Draw;
import org.l402.ledger.Funding.Payment;
import org.l402.ledger.ReleaseCause;
import org.l402.ledger.ReservationId;
import org.l402.ledger.Reserved;
import org.l402.ledger.Settled;

/** Many threads at once. */
abstract class ContentionContract extends LimitContract {
    private static final int THREADS = 64;

    @Test
    @Tag("concurrency")
    @Tag("invariant-02")
    void ofManyThreadsOneGetsTheLastCall() throws Exception {
        Payment paid = payment(1000);

        long granted = together(() -> reserve(next(), 1000, own(paid)) instanceof Reserved.Granted);

        assertThat(granted).isEqualTo(1);
    }

    @Test
    @Tag("concurrency")
    @Tag("trap-09")
    void ofManyThreadsAQuotaServesExactlyItsNumber() throws Exception {
        Draw quota = quota(10);

        long granted = together(() -> {
            ReservationId id = next();
            boolean free = reserve(id, 1, quota) instanceof Reserved.Granted;
            return free && ledger.capture(id, 1).equals(Settled.captured(1, 0));
        });

        assertThat(granted).isEqualTo(10);
    }

    @Test
    void ofManyThreadsOneClaimsAPaymentForItsAccount() throws Exception {
        Payment paid = payment(100);
        List<Payment> accounts = new ArrayList<>();
        for (int i = 0; i < THREADS; i++) {
            accounts.add(payment(1));
        }
        AtomicLong turn = new AtomicLong();

        long claimed = together(() -> ledger.topUp(account(accounts.get((int) turn.getAndIncrement())), paid));

        assertThat(claimed).isEqualTo(1);
    }

    @Test
    @Tag("invariant-02")
    void oneReservationEndsOnceHoweverManyEndIt() throws Exception {
        Payment paid = payment(1000);
        ReservationId id = reserved(1000, own(paid));
        AtomicLong turn = new AtomicLong();

        long toldCaptured = together(() -> turn.getAndIncrement() % 2 == 0
                ? ledger.capture(id, 1000).capturedMsat() > 0
                : ledger.release(id, ReleaseCause.NOT_DELIVERED).capturedMsat() > 0);

        Balance books = books(paid);
        assertThat(books.capturedMsat()).isIn(0L, 1000L);
        assertThat(toldCaptured).as("all are told of the one end").isEqualTo(books.capturedMsat() == 0 ? 0 : THREADS);
        assertThat(books.availableMsat()).isEqualTo(1000 - books.capturedMsat());
    }

    @Test
    @Tag("trap-11")
    @Tag("invariant-02")
    void theBooksBalanceUnderLoad() throws Exception {
        Payment paid = payment(100_000);
        Draw budget = budget(60_000);

        together(() -> {
            for (int i = 0; i < 10; i++) {
                ReservationId id = next();
                boolean granted = reserve(id, 100, own(paid), budget) instanceof Reserved.Granted;
                Settled end =
                        granted && i % 3 != 0 ? ledger.capture(id, 40) : ledger.release(id, ReleaseCause.NOT_DELIVERED);
                requireBalanced(books(paid));
                assertThat(end).isNotNull();
            }
            return true;
        });

        assertThat(books(paid)).isEqualTo(new Balance(100_000, THREADS * 6 * 40, 0, 100_000 - THREADS * 6 * 40, 0));
    }

    private static long together(Callable<Boolean> work) throws Exception {
        ExecutorService threads = Executors.newFixedThreadPool(THREADS);
        CountDownLatch start = new CountDownLatch(1);
        try {
            List<Future<Boolean>> results = new ArrayList<>();
            for (int i = 0; i < THREADS; i++) {
                results.add(threads.submit(() -> {
                    start.await();
                    return work.call();
                }));
            }
            start.countDown();
            long successes = 0;
            for (Future<Boolean> result : results) {
                successes += result.get() ? 1 : 0;
            }
            return successes;
        } finally {
            threads.shutdownNow();
        }
    }
}
