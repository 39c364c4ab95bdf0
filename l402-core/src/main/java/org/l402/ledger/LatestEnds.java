package org.l402.ledger;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReferenceArray;
import org.jspecify.annotations.Nullable;

/**
 * The reservations that ended last, so that ending one again answers the same. The oldest leaves for the newest, whatever
 * was asked for in between. Thread-safe.
 */
final class LatestEnds {
    private final Map<ReservationId, Hold> byId = new ConcurrentHashMap<>();
    private final AtomicReferenceArray<@Nullable ReservationId> inOrder;
    private final AtomicInteger next = new AtomicInteger();

    LatestEnds(int capacity) {
        this.inOrder = new AtomicReferenceArray<>(capacity);
    }

    @Nullable
    Hold find(ReservationId id) {
        return byId.get(id);
    }

    void add(Hold hold) {
        byId.put(hold.id(), hold);
        ReservationId oldest = inOrder.getAndSet(Math.floorMod(next.getAndIncrement(), inOrder.length()), hold.id());
        if (oldest != null) {
            byId.remove(oldest);
        }
    }
}
