package org.l402.ledger.jdbc;

import java.sql.SQLException;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.NavigableMap;
import java.util.NavigableSet;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.l402.ledger.AccountId;
import org.l402.ledger.Draw;
import org.l402.ledger.Funding;
import org.l402.ledger.Funding.Budget;
import org.l402.ledger.Funding.Payment;
import org.l402.ledger.Funding.Quota;
import org.l402.ledger.jdbc.AccountRow.Kind;

/**
 * The accounts that one transaction is about, at one moment. Draws change them in memory; nothing is written before
 * {@link #write}, so that a refused request leaves no trace.
 */
final class Books {
    private final Tables tables;
    private final Transaction transaction;
    private final NavigableMap<AccountId, AccountRow> rows = new TreeMap<>();
    private long now;

    private Books(Tables tables, Transaction transaction) {
        this.tables = tables;
        this.transaction = transaction;
    }

    /**
     * The accounts as they are, without locking them: enough to refuse, which then costs the disk nothing. They are read
     * one after the other, so what decides about another comes first, as in {@link #touched}.
     */
    static Books glance(Tables tables, Transaction transaction, Iterable<AccountId> ids) throws SQLException {
        Books books = new Books(tables, transaction);
        books.now = transaction.nowMillis();
        for (AccountId id : ids) {
            tables.accounts().glance(transaction, id, books.now).ifPresent(row -> books.rows.put(id, row));
        }
        return books;
    }

    /**
     * Accounts that no other transaction changes until this one ends. Locked in the order of their ids, so that no two
     * transactions wait for each other.
     */
    static Books lock(Tables tables, Transaction transaction, NavigableSet<AccountId> ids) throws SQLException {
        Books books = new Books(tables, transaction);
        for (AccountId id : ids) {
            tables.accounts().lock(transaction, id).ifPresent(row -> books.rows.put(id, row));
        }
        books.now = transaction.nowMillis();
        return books;
    }

    /** The same accounts, locked, with what is reserved. Those that are not there yet are guarded by their key. */
    Books locked() throws SQLException {
        NavigableSet<AccountId> stored = new TreeSet<>();
        rows.values().stream().filter(AccountRow::stored).map(AccountRow::id).forEach(stored::add);
        Books books = lock(tables, transaction, stored);
        books.sumReserved();
        return books;
    }

    /**
     * Every account of some draws, after the rows that say where their payments went: who sees that a payment was credited
     * must then see the account with it, or he would refuse what is paid for.
     */
    static Set<AccountId> touched(List<Draw> draws) {
        Set<AccountId> ids = new LinkedHashSet<>();
        for (Draw draw : draws) {
            if (draw.funding() instanceof Payment payment) {
                ids.add(AccountId.of(payment.hash()));
            }
        }
        draws.forEach(draw -> ids.add(draw.account()));
        return ids;
    }

    void sumReserved() throws SQLException {
        for (AccountRow row : rows.values()) {
            row.reserved(tables.holds().reservedMsat(transaction, row.id(), now));
        }
    }

    long now() {
        return now;
    }

    Iterable<AccountRow> rows() {
        return rows.values();
    }

    Optional<AccountRow> row(AccountId id) {
        return Optional.ofNullable(rows.get(id));
    }

    /** The account that a draw takes from, filled by what the draw brings; empty if the draw is refused for good. */
    Optional<AccountRow> admit(Draw draw) {
        return draw.funding() instanceof Payment payment
                ? admitPayment(draw.account(), payment)
                : admitLimit(draw.account(), draw.funding());
    }

    private Optional<AccountRow> admitPayment(AccountId id, Payment payment) {
        AccountRow known = rows.get(id);
        boolean refused = known != null && (known.kind() != Kind.PAID || known.over(now));
        if (refused || payment.expiresAt().toEpochMilli() <= now) {
            return Optional.empty();
        }
        AccountRow claim = rows.get(AccountId.of(payment.hash()));
        AccountId claimant = claim == null ? null : claim.claimant();
        if (claimant == null) {
            return Optional.of(credit(id, payment));
        }
        return claimant.equals(id) ? Optional.ofNullable(known) : Optional.empty();
    }

    private AccountRow credit(AccountId id, Payment payment) {
        AccountRow account = rows.computeIfAbsent(id, absent -> AccountRow.fresh(absent, payment));
        account.credit(payment);
        AccountId own = AccountId.of(payment.hash());
        if (own.equals(id)) {
            account.claimOwn();
        } else {
            rows.computeIfAbsent(own, absent -> AccountRow.fresh(absent, payment))
                    .claimFor(id, payment.expiresAt().toEpochMilli());
        }
        return account;
    }

    private Optional<AccountRow> admitLimit(AccountId id, Funding limit) {
        AccountRow known = rows.get(id);
        if (known != null && known.kind() != Kind.of(limit)) {
            return Optional.empty();
        }
        if (known != null && known.usable(now)) {
            return Optional.of(known);
        }
        long amount = limit instanceof Quota quota ? quota.units() : ((Budget) limit).amountMsat();
        long until = limit instanceof Quota quota
                ? Math.addExact(now, quota.period().toMillis())
                : ((Budget) limit).expiresAt().toEpochMilli();
        if (until <= now) {
            return Optional.empty();
        }
        AccountRow row = rows.computeIfAbsent(id, absent -> AccountRow.fresh(absent, limit));
        row.fill(amount, until);
        return Optional.of(row);
    }

    /** Whether what was opened still fits. */
    boolean fit() {
        return rows.values().stream()
                .allMatch(row -> row.stored() || tables.occupancy().hasRoomFor(row.kind()));
    }

    boolean changed() {
        return rows.values().stream().anyMatch(AccountRow::changed);
    }

    /** In the order of ids, as they were locked. */
    void write() throws SQLException {
        for (AccountRow row : rows.values()) {
            if (row.restarted()) {
                tables.holds().detach(transaction, row.id());
            }
            if (row.changed()) {
                tables.accounts().write(transaction, row);
            }
            if (!row.stored()) {
                transaction.afterwards(() -> tables.occupancy().opened(row.kind()));
            }
        }
    }

    /** Forgets limits of which nothing is in use any more. */
    void forgetIdle() throws SQLException {
        for (AccountRow row : rows.values()) {
            if (row.forgettable() && tables.accounts().forgetUnheld(transaction, row.id())) {
                transaction.afterwards(() -> tables.occupancy().removed(row.kind()));
            }
        }
    }
}
