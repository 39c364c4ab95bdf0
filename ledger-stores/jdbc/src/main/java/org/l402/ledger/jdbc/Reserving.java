package org.l402.ledger.jdbc;

import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;
import org.l402.ledger.AccountId;
import org.l402.ledger.Draw;
import org.l402.ledger.ReserveRequest;
import org.l402.ledger.Reserved;
import org.l402.ledger.Reserved.Busy;
import org.l402.ledger.Reserved.Closed;
import org.l402.ledger.Reserved.Exhausted;
import org.l402.ledger.Reserved.Full;
import org.l402.ledger.Reserved.Granted;

/** Sets amounts aside: one transaction, which also opens accounts and credits payments. */
final class Reserving {
    private final Tables tables;

    Reserving(Tables tables) {
        this.tables = tables;
    }

    Reserved reserve(Transaction transaction, ReserveRequest request) throws SQLException {
        Books glance = Books.glance(tables, transaction, Books.touched(request.draws()));
        Optional<Reserved> made = made(transaction, request);
        if (made.isPresent()) {
            return made.get();
        }
        // Whoever has nothing left can ask as often as he likes: he takes no lock and writes nothing.
        Reserved first = judge(glance, request);
        return first instanceof Granted ? grant(transaction, glance.locked(), request) : first;
    }

    /** The answer if the same request was granted before. Reads the account anew: its books may be older than that. */
    private Optional<Reserved> made(Transaction transaction, ReserveRequest request) throws SQLException {
        Optional<Long> amountMsat = tables.ends().reservedMsat(transaction, request.id());
        if (amountMsat.isEmpty()) {
            return Optional.empty();
        }
        AccountId first = request.draws().get(0).account();
        Books books = Books.glance(tables, transaction, new TreeSet<>(List.of(first)));
        long available =
                books.row(first).map(row -> row.availableMsat(books.now())).orElse(0L);
        return Optional.of(new Granted(amountMsat.get(), available));
    }

    private Reserved grant(Transaction transaction, Books books, ReserveRequest request) throws SQLException {
        // Another thread may have made it until the accounts were locked, and it would leave too little for this one.
        Optional<Reserved> made = made(transaction, request);
        if (made.isPresent()) {
            return made.get();
        }
        Reserved answer = judge(books, request);
        if (answer instanceof Granted granted) {
            books.write();
            long leaseUntil = Math.addExact(books.now(), request.lease().toMillis());
            tables.holds().insert(transaction, request, granted.amountMsat(), leaseUntil);
        }
        return answer;
    }

    private static Reserved judge(Books books, ReserveRequest request) {
        List<AccountRow> accounts = new ArrayList<>(request.draws().size());
        long take = request.amountMsat();
        for (Draw draw : request.draws()) {
            Optional<AccountRow> account = books.admit(draw);
            if (account.isEmpty()) {
                return new Closed(draw.account());
            }
            accounts.add(account.get());
            take = Math.min(take, account.get().availableMsat(books.now()));
        }
        if (take < request.atLeastMsat()) {
            return shortage(accounts, request.atLeastMsat(), books.now());
        }
        return books.fit() ? new Granted(take, accounts.get(0).availableMsat(books.now()) - take) : new Full();
    }

    /** Exhausted as soon as one account is; only if all that are short could recover does waiting help. */
    private static Reserved shortage(List<AccountRow> accounts, long neededMsat, long now) {
        Reserved answer = new Full();
        for (AccountRow account : accounts) {
            long available = account.availableMsat(now);
            if (account.uncapturedMsat() < neededMsat) {
                return new Exhausted(account.id(), available);
            }
            if (available < neededMsat) {
                answer = new Busy(account.id(), available);
            }
        }
        return answer;
    }
}
