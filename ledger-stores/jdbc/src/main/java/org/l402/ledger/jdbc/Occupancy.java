package org.l402.ledger.jdbc;

import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;
import org.l402.ledger.jdbc.AccountRow.Kind;

/**
 * How many accounts there are. Counted once at start and kept since, because counting reads the whole table. Thread-safe.
 */
final class Occupancy {
    private static final double MINTING_SHARE = 0.9;
    private static final int QUOTA_SHARE = 4;

    private final long capacity;
    private final AtomicLong accounts;
    private final AtomicLong quotas;

    Occupancy(long capacity, Map<Kind, Long> counts) {
        this.capacity = capacity;
        this.quotas = new AtomicLong(counts.getOrDefault(Kind.QUOTA, 0L));
        this.accounts = new AtomicLong(counts.getOrDefault(Kind.PAID, 0L) + counts.getOrDefault(Kind.BUDGET, 0L));
    }

    boolean nearlyFull() {
        return accounts.get() >= capacity * MINTING_SHARE;
    }

    /** Quotas have a room of their own: strangers must not take that of payments. */
    boolean hasRoomFor(Kind kind) {
        return kind == Kind.QUOTA ? quotas.get() < capacity / QUOTA_SHARE : accounts.get() < capacity;
    }

    void opened(Kind kind) {
        counter(kind).incrementAndGet();
    }

    void removed(Kind kind) {
        counter(kind).decrementAndGet();
    }

    private AtomicLong counter(Kind kind) {
        return kind == Kind.QUOTA ? quotas : accounts;
    }
}
