package org.l402.ledger.jdbc;

import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.l402.ledger.AccountId;
import org.l402.ledger.jdbc.AccountRow.Kind;

/** The statements on {@code l402_account}. */
final class AccountTable {
    static final String COLUMNS =
            "account_id, kind, expires_at, credited_msat, captured_msat, own_credited, credited_to, closed, client_left";

    // One statement, so that the two figures belong together although nothing is locked.
    private static final Sql GLANCE = new Sql("SELECT " + COLUMNS
            + ", (SELECT COALESCE(SUM(h.amount_msat), 0) FROM l402_hold h WHERE h.account_id = a.account_id AND"
            + " h.lease_until > ?) FROM l402_account a WHERE account_id = ?");
    private static final Sql LOCK =
            new Sql("SELECT " + COLUMNS + ", 0 FROM l402_account WHERE account_id = ? FOR UPDATE");
    private static final Sql INSERT =
            new Sql("INSERT INTO l402_account (" + COLUMNS + ") VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)");
    private static final Sql UPDATE = new Sql(
            "UPDATE l402_account SET expires_at = ?, credited_msat = ?,"
                    + " captured_msat = ?, own_credited = ?, credited_to = ?, closed = ?, client_left = ? WHERE account_id = ?");
    private static final Sql FORGET_UNHELD = new Sql("DELETE FROM l402_account WHERE account_id = ? AND NOT EXISTS"
            + " (SELECT 1 FROM l402_hold h WHERE h.account_id = l402_account.account_id)");
    private static final Sql EXPIRED =
            new Sql("SELECT account_id FROM l402_account a WHERE kind = ? AND expires_at <= ?"
                    + " AND NOT EXISTS (SELECT 1 FROM l402_hold h WHERE h.account_id = a.account_id) LIMIT 200");
    private static final Sql REMOVE_EXPIRED =
            new Sql("DELETE FROM l402_account WHERE account_id = ? AND expires_at <= ?"
                    + " AND NOT EXISTS (SELECT 1 FROM l402_hold h WHERE h.account_id = l402_account.account_id)");
    private static final Sql COUNT = new Sql("SELECT kind, COUNT(*) FROM l402_account GROUP BY kind");

    /** As other transactions left it, with what is reserved at that time. */
    Optional<AccountRow> glance(Transaction transaction, AccountId id, long now) throws SQLException {
        return GLANCE.row(transaction.connection(), AccountRow::read, now, id);
    }

    /** Keeps other transactions from changing it until this one ends. Does not say what is reserved. */
    Optional<AccountRow> lock(Transaction transaction, AccountId id) throws SQLException {
        return LOCK.row(transaction.connection(), AccountRow::read, id);
    }

    void write(Transaction transaction, AccountRow row) throws SQLException {
        List<@Nullable Object> values = new ArrayList<>(Arrays.asList(row.values()));
        if (row.stored()) {
            values.add(row.id());
            UPDATE.update(transaction.connection(), values.toArray());
        } else {
            values.add(0, row.id());
            values.add(1, row.kind().code());
            INSERT.update(transaction.connection(), values.toArray());
        }
    }

    /** @return whether it was there and nothing of it was held */
    boolean forgetUnheld(Transaction transaction, AccountId id) throws SQLException {
        return FORGET_UNHELD.update(transaction.connection(), id) > 0;
    }

    /** Some of the accounts that expired by then and are not held by a reservation. */
    List<AccountId> expired(Transaction transaction, Kind kind, long until) throws SQLException {
        return EXPIRED.rows(transaction.connection(), row -> AccountId.of(row.getBytes(1)), kind.code(), until);
    }

    /** @return whether it is gone: it may have been used again since it was found */
    boolean removeExpired(Transaction transaction, AccountId id, long until) throws SQLException {
        return REMOVE_EXPIRED.update(transaction.connection(), id, until) > 0;
    }

    Map<Kind, Long> count(Transaction transaction) throws SQLException {
        Map<Kind, Long> counts = new EnumMap<>(Kind.class);
        COUNT.rows(transaction.connection(), row -> counts.put(Kind.of(row.getInt(1)), row.getLong(2)));
        return counts;
    }
}
