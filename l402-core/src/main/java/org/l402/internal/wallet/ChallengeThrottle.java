package org.l402.internal.wallet;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import org.l402.ledger.AccountId;

/**
 * Limits how many challenges one client gets: so many at once, refilled evenly over a period (GCRA: all that is kept of a
 * client is the time at which its bucket is full again).
 *
 * <p>The table is bounded; under an attack from very many addresses it forgets, and the cap on open invoices holds.
 * Thread-safe.
 */
public final class ChallengeThrottle {
    private static final long MAX_CLIENTS = 100_000;

    private final InstantSource clock;
    private final long periodMillis;
    private final long spacingMicros;
    private final Cache<AccountId, AtomicLong> fullAt;

    /** @param challenges in every period, for each client */
    public ChallengeThrottle(int challenges, Duration period, InstantSource clock) {
        this.clock = clock;
        this.periodMillis = period.toMillis();
        this.spacingMicros = Math.max(1, periodMillis * 1000 / challenges);
        this.fullAt = Caffeine.newBuilder()
                .executor(Runnable::run)
                .ticker(() -> clock.millis() * 1_000_000)
                .expireAfterWrite(period)
                .maximumSize(MAX_CLIENTS)
                .build();
    }

    /** Takes one challenge; if there is none, how long until there is. */
    public Optional<Duration> tryTake(AccountId client) {
        long now = clock.millis() * 1000;
        AtomicLong bucket = fullAt.get(client, key -> new AtomicLong(now));
        while (true) {
            long before = bucket.get();
            long after = Math.max(before, now) + spacingMicros;
            long tooMuch = after - now - periodMillis * 1000;
            if (tooMuch > 0) {
                return Optional.of(Duration.ofNanos(tooMuch * 1000));
            }
            if (bucket.compareAndSet(before, after)) {
                // Written again so that the entry outlives its debt.
                fullAt.put(client, bucket);
                return Optional.empty();
            }
        }
    }
}
