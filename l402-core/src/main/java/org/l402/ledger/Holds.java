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

    private record Generations(Map<ReservationId, Hold> newer, Map<ReservationId, Hold> older) {}

    @Nullable
    Hold find(ReservationId id) {
        Generations now = generations;
        Hold hold = now.newer().get(id);
        return hold != null ? hold : now.older().get(id);
    }

    void add(Hold hold) {
        remember(hold);
        added.incrementAndGet();
    }

    /**
     * Has a hold in the newest generation: one that begins, and one that ended just now, which is known as long from here
     * on. Tried again if a generation passes meanwhile: a slow thread must not write to one that is dropped already.
     */
    void remember(Hold hold) {
        while (!generations.newer().containsKey(hold.id())) {
            generations.newer().put(hold.id(), hold);
        }
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
                for (Hold hold : now.older().values()) {
                    if (needed.test(hold)) {
                        next.put(hold.id(), hold);
                    }
                }
                generations = new Generations(next, now.newer());
            } finally {
                aging.set(false);
            }
        }
    }

    private Map<ReservationId, Hold> empty() {
        return new ConcurrentHashMap<>(generation);
    }
}
