package org.l402.ledger.jdbc;

import java.sql.SQLException;
import java.util.List;
import java.util.NavigableSet;
import java.util.Optional;
import java.util.TreeSet;
import org.l402.ledger.AccountId;
import org.l402.ledger.ReleaseCause;
import org.l402.ledger.ReservationId;
import org.l402.ledger.Settled;

/** Changes and ends reservations, one transaction each. */
final class Settling {
    private final Tables tables;

    Settling(Tables tables) {
        this.tables = tables;
    }

    /** A reservation that nobody has ended, and its accounts, all locked. */
    private record Running(List<Held> holds, Books books) {
        long amountMsat() {
            return holds.get(0).amountMsat();
        }

        boolean lapsed() {
            return holds.get(0).leaseUntil() <= books.now();
        }

        /** The account of the token, unless the quota's period is over. */
        Optional<AccountRow> first() {
            return Optional.ofNullable(holds.get(0).account()).flatMap(books::row);
        }

        /** What every account still has; nothing if one of them is gone. */
        long availableMsat() {
            return holds.stream()
                    .map(hold -> Optional.ofNullable(hold.account()).flatMap(books::row))
                    .mapToLong(row -> row.map(account -> account.availableMsat(books.now()))
                            .orElse(0L))
                    .min()
                    .orElse(0);
        }
    }

    Settled capture(Transaction transaction, ReservationId id, long actualMsat) throws SQLException {
        Optional<Running> running = find(transaction, id);
        if (running.isEmpty()) {
            return tables.ends().find(transaction, id).orElse(Settled.unknown(actualMsat));
        }
        return end(transaction, id, running.get(), captured(running.get(), actualMsat));
    }

    Settled release(Transaction transaction, ReservationId id, ReleaseCause cause) throws SQLException {
        Optional<Running> found = find(transaction, id);
        if (found.isEmpty()) {
            return tables.ends().find(transaction, id).orElse(Settled.unknown(0));
        }
        Running running = found.get();
        boolean forgiven = cause != ReleaseCause.CLIENT_LEFT
                || running.first().map(AccountRow::forgiveClientLeft).orElse(true);
        return end(transaction, id, running, forgiven ? Settled.released() : captured(running, running.amountMsat()));
    }

    boolean renew(Transaction transaction, ReservationId id, long leaseMillis) throws SQLException {
        Optional<Running> running = find(transaction, id);
        if (running.isEmpty() || running.get().lapsed()) {
            return false;
        }
        tables.holds()
                .prolong(transaction, id, Math.addExact(running.get().books().now(), leaseMillis));
        return true;
    }

    boolean extend(Transaction transaction, ReservationId id, long moreMsat) throws SQLException {
        Optional<Running> running = find(transaction, id);
        if (running.isEmpty() || running.get().lapsed()) {
            return false;
        }
        running.get().books().sumReserved();
        boolean enough = running.get().availableMsat() >= moreMsat;
        if (enough) {
            tables.holds().grow(transaction, id, moreMsat);
        }
        return enough;
    }

    /** First the reservation, then its accounts in their order: so do all that change a reservation. */
    private Optional<Running> find(Transaction transaction, ReservationId id) throws SQLException {
        List<Held> holds = tables.holds().lock(transaction, id);
        if (holds.isEmpty()) {
            return Optional.empty();
        }
        NavigableSet<AccountId> accounts = new TreeSet<>();
        for (Held hold : holds) {
            if (hold.account() != null) {
                accounts.add(hold.account());
            }
        }
        return Optional.of(new Running(holds, Books.lock(tables, transaction, accounts)));
    }

    private static Settled captured(Running running, long actualMsat) throws SQLException {
        if (actualMsat < 0 || actualMsat > running.amountMsat()) {
            throw new IllegalArgumentException("captured more than was reserved: " + actualMsat + " msat");
        }
        long take = actualMsat;
        if (running.lapsed()) {
            running.books().sumReserved();
            take = Math.min(take, running.availableMsat());
        }
        for (AccountRow account : running.books().rows()) {
            account.capture(take);
        }
        return Settled.captured(take, actualMsat - take);
    }

    private Settled end(Transaction transaction, ReservationId id, Running running, Settled end) throws SQLException {
        tables.holds().delete(transaction, id);
        running.books().write();
        running.books().forgetIdle();
        tables.ends().insert(transaction, id, running.amountMsat(), end);
        return end;
    }
}
