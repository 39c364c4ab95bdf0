package org.l402.ledger;

import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * A {@link RowTable} for each stripe of {@link AccountLocks} that has rows. Who calls holds the lock of the id or of the
 * stripe.
 */
final class StripedRows {
    private final int columns;
    private final @Nullable RowTable[] tables = new RowTable[AccountLocks.STRIPES];

    /** @param columns as for {@link RowTable} */
    StripedRows(int columns) {
        this.columns = columns;
    }

    long @Nullable [] get(AccountId id) {
        RowTable table = tables[AccountLocks.stripe(id)];
        return table == null ? null : table.get(id);
    }

    /**
     * Adds a row or replaces it.
     *
     * @param inUse whose rows stay even if they have expired
     * @return how many were dropped to make room
     */
    int put(AccountId id, long[] row, long now, Predicate<AccountId> inUse) {
        RowTable table = tableFor(AccountLocks.stripe(id));
        int dropped = table.crowded() ? table.sweep(now, inUse) : 0;
        table.put(id, row);
        return dropped;
    }

    /** As {@link RowTable#sweep}. */
    int sweep(int stripe, long now, Predicate<AccountId> inUse) {
        RowTable table = tables[stripe];
        return table == null ? 0 : table.sweep(now, inUse);
    }

    private RowTable tableFor(int stripe) {
        RowTable table = tables[stripe];
        if (table == null) {
            table = new RowTable(columns);
            tables[stripe] = table;
        }
        return table;
    }
}
