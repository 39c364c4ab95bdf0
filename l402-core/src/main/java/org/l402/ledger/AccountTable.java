package org.l402.ledger;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.LongAdder;
import org.jspecify.annotations.Nullable;

/**
 * Accounts: objects while a reservation refers to them, so that all who do share one, and rows of numbers before and
 * after. Who calls holds the lock of the id or of the stripe.
 */
final class AccountTable {
    private final Map<AccountId, Account> held = new ConcurrentHashMap<>();
    private final StripedRows rows = new StripedRows(Account.COLUMNS);
    private final LongAdder size = new LongAdder();

    /** The account as it is; {@link #keep} it after a change. */
    @Nullable
    Account get(AccountId id) {
        Account account = held.get(id);
        if (account != null) {
            return account;
        }
        long[] row = rows.get(id);
        return row == null ? null : Account.of(id, row);
    }

    /** Counts an account that is not in the table yet; {@link #keep} puts it there. */
    void countFresh() {
        size.increment();
    }

    /** Stores an account after it has changed, or forgets it if nothing is lost by that. */
    void keep(Account account, long now) {
        if (account.retired()) {
            return;
        }
        if (account.held()) {
            held.put(account.id(), account);
            return;
        }
        if (account.idleLimit() && rows.get(account.id()) == null) {
            size.decrement();
        } else {
            size.add(-rows.put(account.id(), account.row(), now, held::containsKey));
        }
        held.remove(account.id());
    }

    /** Accounts, with those that have expired and are not swept out yet; needs no lock. */
    long size() {
        return size.sum();
    }

    void sweep(int stripe, long now) {
        size.add(-rows.sweep(stripe, now, held::containsKey));
    }
}
