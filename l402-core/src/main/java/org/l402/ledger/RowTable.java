package org.l402.ledger;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * Rows of numbers by account id, which leave after they have expired and never before: open addressing with linear
 * probing in one array. Not thread-safe.
 *
 * <p>Numbers instead of objects, because a spent token is kept until it expires. To a garbage collector a million of them
 * are a thousand arrays without a reference; as objects in a hash map, copying and scanning them costs more than the sale.
 */
final class RowTable {
    private static final int KEY = 4;
    private static final int FEWEST_SLOTS = 8;

    private final int width;
    private long[] slots;
    private int mask;
    private int size;

    /** @param columns numbers in a row; the first is when it expires, in milliseconds since 1970, above zero */
    RowTable(int columns) {
        this(columns, FEWEST_SLOTS);
    }

    private RowTable(int columns, int slotCount) {
        this.width = KEY + columns;
        this.mask = slotCount - 1;
        this.slots = new long[slotCount * width];
    }

    /** A copy of the row. */
    long @Nullable [] get(AccountId id) {
        int at = find(id);
        return slots[at + KEY] == 0 ? null : Arrays.copyOfRange(slots, at + KEY, at + width);
    }

    /**
     * Adds a row or replaces it; one more may need a {@link #sweep} before.
     *
     * @return how many rows were added: 0 or 1
     */
    int put(AccountId id, long[] row) {
        int at = find(id);
        int added = slots[at + KEY] == 0 ? 1 : 0;
        size += added;
        slots[at] = id.a();
        slots[at + 1] = id.b();
        slots[at + 2] = id.c();
        slots[at + 3] = id.d();
        System.arraycopy(row, 0, slots, at + KEY, row.length);
        return added;
    }

    /** Whether two thirds of the slots are taken. */
    boolean crowded() {
        return 3 * size > 2 * mask;
    }

    /**
     * Drops rows that have expired and leaves at least a third of the slots free.
     *
     * @return how many were dropped
     */
    int sweep(long now) {
        int expired = expired(now);
        if (expired > 0 || crowded()) {
            RowTable kept = new RowTable(width - KEY, slotsFor(size - expired));
            for (int at = 0; at < slots.length; at += width) {
                if (slots[at + KEY] > now) {
                    kept.put(idAt(at), Arrays.copyOfRange(slots, at + KEY, at + width));
                }
            }
            slots = kept.slots;
            mask = kept.mask;
            size = kept.size;
        }
        return expired;
    }

    private int expired(long now) {
        int expired = 0;
        for (int at = KEY; at < slots.length; at += width) {
            expired += slots[at] != 0 && slots[at] <= now ? 1 : 0;
        }
        return expired;
    }

    private static int slotsFor(int rows) {
        return Math.max(FEWEST_SLOTS, 2 * Integer.highestOneBit(2 * rows - 1));
    }

    /** Where the row stands, or the empty slot where it would. */
    private int find(AccountId id) {
        // The first number has chosen the table.
        int slot = Long.hashCode(id.b()) & mask;
        while (slots[slot * width + KEY] != 0 && !isAt(slot * width, id)) {
            slot = (slot + 1) & mask;
        }
        return slot * width;
    }

    private boolean isAt(int at, AccountId id) {
        return slots[at] == id.a() && slots[at + 1] == id.b() && slots[at + 2] == id.c() && slots[at + 3] == id.d();
    }

    private AccountId idAt(int at) {
        return new AccountId(slots[at], slots[at + 1], slots[at + 2], slots[at + 3]);
    }
}
