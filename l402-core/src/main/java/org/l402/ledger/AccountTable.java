package org.l402.ledger;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * Accounts: objects while a reservation refers to them, so that all who do share one, and rows of numbers before and
 * after. Who calls holds the lock of the id or of the stripe.
 */
final class AccountTable {
    private final Map<AccountId, Account> held = new ConcurrentHashMap<>();
    private final StripedRows rows = new StripedRows(Account.COLUMNS);

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

    /** Stores an account after it has changed, or forgets it if nothing is lost by that. */
    void keep(Account account, long now) {
        if (account.retired()) {
            return;
        }
        if (account.held()) {
            held.put(account.id(), account);
            return;
        }
        if (!account.idleLimit() || rows.get(account.id()) != null) {
            rows.put(account.id(), account.row(), now);
        }
        held.remove(account.id());
    }

    /** Accounts but for those that are held for the first time; needs no lock. */
    long size() {
        return rows.size();
    }

    void sweep(int stripe, long now) {
        rows.sweep(stripe, now);
    }
}
