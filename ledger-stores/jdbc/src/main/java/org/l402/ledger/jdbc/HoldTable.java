package org.l402.ledger.jdbc;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import org.l402.ledger.AccountId;
import org.l402.ledger.Draw;
import org.l402.ledger.ReservationId;
import org.l402.ledger.ReserveRequest;

/** The statements on {@code l402_hold}: reservations that nobody has ended. */
final class HoldTable {
    private static final Sql INSERT = new Sql("INSERT INTO l402_hold (reservation_id, draw, account_id, amount_msat,"
            + " lease_until) VALUES (?, ?, ?, ?, ?)");
    private static final Sql LOCK = new Sql("SELECT account_id, amount_msat, lease_until FROM l402_hold WHERE"
            + " reservation_id = ? ORDER BY draw FOR UPDATE");
    private static final Sql SUM = new Sql(
            "SELECT COALESCE(SUM(amount_msat), 0) FROM l402_hold WHERE account_id = ? AND" + " lease_until > ?");
    private static final Sql PROLONG = new Sql("UPDATE l402_hold SET lease_until = ? WHERE reservation_id = ?");
    private static final Sql GROW =
            new Sql("UPDATE l402_hold SET amount_msat = amount_msat + ? WHERE reservation_id = ?");
    private static final Sql DETACH = new Sql("UPDATE l402_hold SET account_id = NULL WHERE account_id = ?");
    private static final Sql DELETE = new Sql("DELETE FROM l402_hold WHERE reservation_id = ?");
    private static final Sql DELETE_LAPSED = new Sql("DELETE FROM l402_hold WHERE lease_until < ?");

    void insert(Transaction transaction, ReserveRequest request, long amountMsat, long leaseUntil) throws SQLException {
        int position = 0;
        for (Draw draw : request.draws()) {
            INSERT.update(transaction.connection(), request.id(), position++, draw.account(), amountMsat, leaseUntil);
        }
    }

    /** One for each account, in the order of the request; none if it was ended. */
    List<Held> lock(Transaction transaction, ReservationId id) throws SQLException {
        return LOCK.rows(transaction.connection(), HoldTable::held, id);
    }

    private static Held held(ResultSet row) throws SQLException {
        byte[] account = row.getBytes(1);
        return new Held(account == null ? null : AccountId.of(account), row.getLong(2), row.getLong(3));
    }

    /** What reservations whose lease has not run out hold of an account. */
    long reservedMsat(Transaction transaction, AccountId id, long now) throws SQLException {
        return SUM.row(transaction.connection(), row -> row.getLong(1), id, now).orElseThrow();
    }

    void prolong(Transaction transaction, ReservationId id, long leaseUntil) throws SQLException {
        PROLONG.update(transaction.connection(), leaseUntil, id);
    }

    void grow(Transaction transaction, ReservationId id, long moreMsat) throws SQLException {
        GROW.update(transaction.connection(), moreMsat, id);
    }

    /** Keeps reservations of a quota's last period from counting in the next one. */
    void detach(Transaction transaction, AccountId quota) throws SQLException {
        DETACH.update(transaction.connection(), quota);
    }

    void delete(Transaction transaction, ReservationId id) throws SQLException {
        DELETE.update(transaction.connection(), id);
    }

    /** The table is small, as it has only what is in flight, so this may read all of it. */
    int deleteLapsedBefore(Transaction transaction, long leaseUntil) throws SQLException {
        return DELETE_LAPSED.update(transaction.connection(), leaseUntil);
    }
}
