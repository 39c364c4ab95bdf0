package org.l402.internal.wallet;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.l402.invoice.ErrorKind;
import org.l402.invoice.InvoiceBackendException;

/** A wallet that hangs, fails or lies about it holds up a bounded number of requests for a bounded time. */
@Timeout(30)
class WalletCallerTest {
    private static final Duration LIMIT = Duration.ofMillis(300);
    private static final int CONCURRENCY = 2;
    private static final int ADMITTED = 5 * CONCURRENCY;

    private final WalletCaller caller = new WalletCaller("caller-test", LIMIT, CONCURRENCY);
    private final ExecutorService clients = Executors.newCachedThreadPool();
    private final CountDownLatch never = new CountDownLatch(1);

    @AfterEach
    void close() {
        never.countDown();
        clients.shutdownNow();
        caller.close();
    }

    @Test
    void theAnswerIsPassedOn() {
        assertThat(caller.call(() -> "invoice")).isEqualTo("invoice");
    }

    @Test
    void theWalletsOwnErrorIsPassedOn() {
        InvoiceBackendException own =
                new InvoiceBackendException(ErrorKind.RATE_LIMITED, "slow down", Optional.of(Duration.ofSeconds(9)));
        assertThatThrownBy(() -> caller.call(() -> {
                    throw own;
                }))
                .isSameAs(own);
    }

    @Test
    @Tag("invariant-08")
    void anUnforeseenErrorTellsItsTypeOnly() {
        InvoiceBackendException told = failure(() -> {
            throw new IllegalStateException("macaroon 0201036c6e64");
        });
        assertThat(told).hasMessageContaining("IllegalStateException").hasNoCause();
        assertThat(told.getMessage()).doesNotContain("0201036c6e64");
        assertThat(told.kind()).isEqualTo(ErrorKind.UNAVAILABLE);
    }

    @Test
    void aHangEndsAtTheLimitAndIsInterrupted() throws Exception {
        CountDownLatch interrupted = new CountDownLatch(1);
        long start = System.nanoTime();

        InvoiceBackendException told = failure(() -> {
            try {
                never.await();
                return "";
            } catch (InterruptedException e) {
                interrupted.countDown();
                throw e;
            }
        });

        assertThat(told.kind()).isEqualTo(ErrorKind.TIMEOUT);
        assertThat(Duration.ofNanos(System.nanoTime() - start)).isBetween(LIMIT, LIMIT.multipliedBy(10));
        assertThat(interrupted.await(5, TimeUnit.SECONDS)).isTrue();
    }

    @Test
    @Tag("invariant-06")
    void noMoreCallsAtOnceThanAllowedAndABoundedNumberWaits() throws Exception {
        AtomicInteger running = new AtomicInteger();
        AtomicInteger most = new AtomicInteger();
        CountDownLatch full = new CountDownLatch(CONCURRENCY);
        List<Future<InvoiceBackendException>> waiting = new ArrayList<>();
        for (int i = 0; i < CONCURRENCY; i++) {
            waiting.add(clients.submit(() -> failure(() -> {
                most.accumulateAndGet(running.incrementAndGet(), Math::max);
                full.countDown();
                return hang(running);
            })));
        }
        assertThat(full.await(5, TimeUnit.SECONDS)).isTrue();
        for (int i = CONCURRENCY; i < 200; i++) {
            waiting.add(clients.submit(() -> failure(() -> {
                most.accumulateAndGet(running.incrementAndGet(), Math::max);
                return hang(running);
            })));
        }
        int turnedAway = 0;
        for (Future<InvoiceBackendException> answer : waiting) {
            InvoiceBackendException told = answer.get(20, TimeUnit.SECONDS);
            turnedAway += told.getMessage().startsWith("too many calls") ? 1 : 0;
        }
        // A call that was cut off may still be on its way out when the next one starts.
        assertThat(most.get()).isBetween(CONCURRENCY, 2 * CONCURRENCY);
        assertThat(turnedAway).isGreaterThanOrEqualTo(200 - 2 * ADMITTED);
    }

    @Test
    @Tag("invariant-06")
    void callsThatIgnoreTheInterruptHoldSoManyThreadsAndAllOthersAreTurnedAwayAtOnce() {
        for (int i = 0; i < 2 * CONCURRENCY; i++) {
            assertThat(failure(this::deaf).kind()).isEqualTo(ErrorKind.TIMEOUT);
        }
        long start = System.nanoTime();
        for (int i = 0; i < 100; i++) {
            InvoiceBackendException told = failure(() -> "never called");
            assertThat(told).hasMessageContaining("too many calls");
            assertThat(told.retryAfter()).contains(Duration.ofSeconds(1));
        }
        assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(3));
        assertThat(threads()).isEqualTo(2 * CONCURRENCY);
    }

    @Test
    void itRecoversWhenTheWalletDoes() throws Exception {
        for (int i = 0; i < 2 * CONCURRENCY; i++) {
            failure(this::deaf);
        }
        never.countDown();
        String answer = "";
        for (int i = 0; i < 100 && answer.isEmpty(); i++) {
            Thread.sleep(20);
            try {
                answer = caller.call(() -> "invoice");
            } catch (InvoiceBackendException stillBusy) {
                assertThat(stillBusy).hasMessageContaining("too many calls");
            }
        }
        assertThat(answer).isEqualTo("invoice");
    }

    @Test
    void closingInterruptsAndLeavesNoThread() throws Exception {
        CountDownLatch started = new CountDownLatch(1);
        WalletCaller patient = new WalletCaller("patient", Duration.ofSeconds(25), 1);
        Future<InvoiceBackendException> hanging = clients.submit(() -> catchThrowableOfType(
                InvoiceBackendException.class,
                () -> patient.call(() -> {
                    started.countDown();
                    never.await();
                    return "";
                })));
        assertThat(started.await(5, TimeUnit.SECONDS)).isTrue();

        patient.close();

        assertThat(hanging.get(5, TimeUnit.SECONDS).kind()).isEqualTo(ErrorKind.UNAVAILABLE);
        // A pool has terminated a moment before its last thread has.
        long patience = System.nanoTime() + Duration.ofSeconds(5).toNanos();
        while (threads("l402-wallet-patient") > 0 && System.nanoTime() < patience) {
            Thread.onSpinWait();
        }
        assertThat(threads("l402-wallet-patient")).isZero();
        assertThatThrownBy(() -> patient.call(() -> "too late")).isInstanceOf(InvoiceBackendException.class);
    }

    @Test
    void anInterruptedRequestStaysInterrupted() throws Exception {
        Future<Boolean> request = clients.submit(() -> {
            Thread.currentThread().interrupt();
            failure(() -> hang(new AtomicInteger()));
            return Thread.currentThread().isInterrupted();
        });
        assertThat(request.get(5, TimeUnit.SECONDS)).isTrue();
    }

    private InvoiceBackendException failure(Callable<String> wallet) {
        return catchThrowableOfType(InvoiceBackendException.class, () -> caller.call(wallet));
    }

    private String hang(AtomicInteger running) throws InterruptedException {
        try {
            never.await();
            return "";
        } finally {
            running.decrementAndGet();
        }
    }

    /** Comes back only when the wallet does, whatever one tells it. */
    private String deaf() {
        boolean done = false;
        while (!done) {
            try {
                never.await();
                done = true;
            } catch (InterruptedException notHeard) {
                done = false;
            }
        }
        return "";
    }

    private static long threads() {
        return threads("l402-wallet-caller-test");
    }

    private static long threads(String prefix) {
        return Thread.getAllStackTraces().keySet().stream()
                .filter(thread -> thread.getName().startsWith(prefix))
                .count();
    }
}
