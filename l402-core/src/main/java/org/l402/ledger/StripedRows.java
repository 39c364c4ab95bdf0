package org.l402.ledger;

import java.util.concurrent.atomic.LongAdder;
import org.jspecify.annotations.Nullable;

/**
 * A {@link RowTable} for each stripe of {@link AccountLocks} that has rows. Who calls holds the lock of the id or of the
 * stripe.
 */
final class StripedRows {
    private final int columns;
    private final LongAdder size = new LongAdder();
    private final @Nullable RowTable[] tables = new RowTable[AccountLocks.STRIPES];

    /** @param columns as for {@link RowTable} */
    StripedRows(int columns) {
        this.columns = columns;
    }

    long @Nullable [] get(AccountId id) {
        RowTable table = tables[AccountLocks.stripe(id)];
        return table == null ? null : table.get(id);
    }

    /** Adds a row or replaces it. */
    void put(AccountId id, long[] row, long now) {
        int stripe = AccountLocks.stripe(id);
        RowTable table = tableFor(stripe);
        if (table.crowded()) {
            sweep(stripe, now);
        }
        size.add(table.put(id, row));
    }

    /** Drops the rows of a stripe that have expired. */
    void sweep(int stripe, long now) {
        RowTable table = tables[stripe];
        if (table != null) {
            size.add(-table.sweep(now));
        }
    }

    /** All rows, with those that have expired and are not swept out yet; needs no lock. */
    long size() {
        return size.sum();
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
