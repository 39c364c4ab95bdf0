package org.l402.ledger;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * The reservations that run, and the latest of those that have ended, so that ending one again answers the same.
 *
 * <p>In two generations: the newer one becomes the older one when it is full, and of the one before only what still runs
 * is kept. So nothing is removed one by one, and what has ended dies young. Thread-safe.
 */
final class Holds {
    private final int generation;
    private final AtomicInteger added = new AtomicInteger();
    private final AtomicBoolean aging = new AtomicBoolean();
    private volatile Generations generations;

    /** @param generation how many reservations later one that has ended is still known, at least */
    Holds(int generation) {
        this.generation = generation;
        this.generations = new Generations(empty(), Map.of());
    }

    /** No record: what counts is whether it is the same object. */
    private static final class Generations {
        final Map<ReservationId, Hold> newer;
        final Map<ReservationId, Hold> older;

        Generations(Map<ReservationId, Hold> newer, Map<ReservationId, Hold> older) {
            this.newer = newer;
            this.older = older;
        }
    }

    @Nullable
    Hold find(ReservationId id) {
        Generations now = generations;
        Hold hold = now.newer.get(id);
        return hold != null ? hold : now.older.get(id);
    }

    /** Adds one that begins. */
    void add(Hold hold) {
        putInNewest(hold);
        added.incrementAndGet();
    }

    /** Keeps one that has ended just now for as long as if it had begun now. */
    void remember(Hold ended) {
        if (!generations.newer.containsKey(ended.id())) {
            putInNewest(ended);
        }
    }

    /** Again, if a generation has passed meanwhile: a slow thread must not write to one that is dropped already. */
    private void putInNewest(Hold hold) {
        Generations before;
        do {
            before = generations;
            before.newer.put(hold.id(), hold);
        } while (before != generations);
    }

    /**
     * Starts the next generation if it is time; for callers without any lock.
     *
     * @param needed whether a hold must stay
     */
    void age(Predicate<Hold> needed) {
        if (added.get() >= generation && aging.compareAndSet(false, true)) {
            try {
                added.set(0);
                Generations now = generations;
                Map<ReservationId, Hold> next = empty();
                for (Hold hold : now.older.values()) {
                    if (needed.test(hold)) {
                        next.put(hold.id(), hold);
                    }
                }
                generations = new Generations(next, now.newer);
            } finally {
                aging.set(false);
            }
        }
    }

    private Map<ReservationId, Hold> empty() {
        return new ConcurrentHashMap<>(generation);
    }
}
