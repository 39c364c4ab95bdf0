package org.l402.internal.wallet;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.management.ManagementFactory;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.l402.ledger.AccountId;

/** How many challenges a client gets, and what is kept of clients. */
class ChallengeThrottleTest {
    private static final Duration PERIOD = Duration.ofMinutes(1);
    private static final AccountId CLIENT = client(1);

    private Instant now = Instant.parse("2030-01-01T00:00:00Z");
    private final ChallengeThrottle throttle = new ChallengeThrottle(6, PERIOD, () -> now);

    @Test
    void soManyAtOnceThenEvenly() {
        take(6);
        assertThat(throttle.tryTake(CLIENT)).contains(Duration.ofSeconds(10));
        now = now.plusSeconds(9);
        assertThat(throttle.tryTake(CLIENT)).contains(Duration.ofSeconds(1));
        now = now.plusSeconds(1);
        take(1);
        assertThat(throttle.tryTake(CLIENT)).contains(Duration.ofSeconds(10));
    }

    @Test
    void askingInVainCostsNothing() {
        take(6);
        for (int i = 0; i < 1000; i++) {
            assertThat(throttle.tryTake(CLIENT)).contains(Duration.ofSeconds(10));
        }
    }

    @Test
    void aBucketIsNeverFullerThanFull() {
        now = now.plus(Duration.ofDays(365));
        take(6);
        assertThat(throttle.tryTake(CLIENT)).isPresent();
        now = now.plus(Duration.ofDays(365));
        take(6);
        assertThat(throttle.tryTake(CLIENT)).isPresent();
    }

    @Test
    void aDebtIsNotForgottenWhileItLasts() {
        take(3);
        now = now.plus(PERIOD.dividedBy(2));
        take(6);
        now = now.plus(PERIOD.dividedBy(2));
        take(3);
        assertThat(throttle.tryTake(CLIENT)).isPresent();
    }

    @Test
    void clientsDoNotShare() {
        take(6);
        assertThat(throttle.tryTake(client(2))).isEmpty();
    }

    @Test
    void ofManyThreadsExactlySoManyPass() throws Exception {
        AtomicInteger passed = new AtomicInteger();
        ExecutorService threads = Executors.newFixedThreadPool(64);
        for (int i = 0; i < 64; i++) {
            threads.execute(() -> {
                for (int j = 0; j < 100; j++) {
                    passed.addAndGet(throttle.tryTake(CLIENT).isEmpty() ? 1 : 0);
                }
            });
        }
        threads.shutdown();
        assertThat(threads.awaitTermination(20, TimeUnit.SECONDS)).isTrue();

        assertThat(passed).hasValue(6);
    }

    /** Unbounded, a million buckets take more than 150 MB. */
    @Test
    @Tag("invariant-06")
    void aMillionClientsTakeAFewMegabytes() {
        long before = usedHeap();
        for (int i = 0; i < 1_000_000; i++) {
            throttle.tryTake(client(i));
        }
        assertThat(usedHeap() - before).isLessThan(50_000_000);
        assertThat(throttle.tryTake(client(-1))).as("and it still serves").isEmpty();
    }

    private static long usedHeap() {
        System.gc();
        return ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed();
    }

    private void take(int count) {
        for (int i = 0; i < count; i++) {
            assertThat(throttle.tryTake(CLIENT)).as("challenge %d", i).isEmpty();
        }
    }

    private static AccountId client(long number) {
        return new AccountId(number * 0x9E3779B97F4A7C15L, number, 0, 0);
    }
}
