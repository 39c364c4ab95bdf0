package org.l402.ledger.jdbc;

import java.sql.SQLException;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.l402.ledger.LedgerKeys;

/** The record of root keys, in {@code l402_key}. */
final class KeyTable implements LedgerKeys {
    private static final Sql LOCK = new Sql("SELECT live_until FROM l402_key WHERE fingerprint = ? FOR UPDATE");
    private static final Sql INSERT = new Sql("INSERT INTO l402_key (live_until, fingerprint) VALUES (?, ?)");
    private static final Sql UPDATE = new Sql("UPDATE l402_key SET live_until = ? WHERE fingerprint = ?");
    private static final Sql ALL = new Sql("SELECT fingerprint, live_until FROM l402_key ORDER BY fingerprint");

    private final Transactions transactions;

    KeyTable(Transactions transactions) {
        this.transactions = transactions;
    }

    @Override
    public void mintsUntil(String fingerprint, Instant liveUntil) {
        // Up to the next whole millisecond: the record must not end before the token does.
        long until = liveUntil.plusNanos(999_999).toEpochMilli();
        transactions.run(transaction -> write(transaction, fingerprint, until));
    }

    private static int write(Transaction transaction, String fingerprint, long until) throws SQLException {
        Optional<Long> known = LOCK.row(transaction.connection(), row -> row.getLong(1), fingerprint);
        if (known.isPresent() && known.get() >= until) {
            return 0;
        }
        return (known.isPresent() ? UPDATE : INSERT).update(transaction.connection(), until, fingerprint);
    }

    @Override
    public Map<String, Instant> recorded() {
        return transactions.run(transaction -> {
            Map<String, Instant> keys = new LinkedHashMap<>();
            ALL.rows(transaction.connection(), row -> keys.put(row.getString(1), Instant.ofEpochMilli(row.getLong(2))));
            return keys;
        });
    }
}
