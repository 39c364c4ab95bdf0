package org.l402.ledger.jdbc;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Optional;
import org.l402.ledger.ReservationId;
import org.l402.ledger.Settled;

/** The statements on {@code l402_end}: how reservations ended. */
final class EndTable {
    private static final Sql INSERT = new Sql("INSERT INTO l402_end (reservation_id, captured, reserved_msat,"
            + " captured_msat, shortfall_msat, ended_at) VALUES (?, ?, ?, ?, ?, ?)");
    private static final Sql FIND =
            new Sql("SELECT captured, captured_msat, shortfall_msat FROM l402_end WHERE reservation_id = ?");
    private static final Sql RESERVED = new Sql("SELECT reserved_msat FROM l402_end WHERE reservation_id = ? UNION ALL"
            + " SELECT amount_msat FROM l402_hold WHERE reservation_id = ? AND draw = 0");
    private static final Sql END_OF_BATCH =
            new Sql("SELECT ended_at FROM l402_end WHERE ended_at < ? ORDER BY ended_at" + " LIMIT 1 OFFSET 499");
    private static final Sql DELETE = new Sql("DELETE FROM l402_end WHERE ended_at <= ?");

    void insert(Transaction transaction, ReservationId id, long reservedMsat, Settled end) throws SQLException {
        INSERT.update(
                transaction.connection(),
                id,
                end.state() == Settled.State.CAPTURED,
                reservedMsat,
                end.capturedMsat(),
                end.shortfallMsat(),
                transaction.nowMillis());
    }

    Optional<Settled> find(Transaction transaction, ReservationId id) throws SQLException {
        return FIND.row(transaction.connection(), EndTable::settled, id);
    }

    private static Settled settled(ResultSet row) throws SQLException {
        return row.getBoolean(1) ? Settled.captured(row.getLong(2), row.getLong(3)) : Settled.released();
    }

    /** What was reserved under this id, in flight or ended; empty if it is new. */
    Optional<Long> reservedMsat(Transaction transaction, ReservationId id) throws SQLException {
        return RESERVED.row(transaction.connection(), row -> row.getLong(1), id, id);
    }

    /** @return whether there may be more */
    boolean deleteSomeBefore(Transaction transaction, long endedAt) throws SQLException {
        Optional<Long> batch = END_OF_BATCH.row(transaction.connection(), row -> row.getLong(1), endedAt);
        DELETE.update(transaction.connection(), batch.orElse(endedAt - 1));
        return batch.isPresent();
    }
}
