package org.l402.ledger.jdbc;

import java.sql.ResultSet;
import java.sql.SQLException;
import org.jspecify.annotations.Nullable;
import org.l402.ledger.AccountId;
import org.l402.ledger.Balance;
import org.l402.ledger.Funding;
import org.l402.ledger.Funding.Payment;
import org.l402.ledger.Ledger;

/**
 * The row of an account as one transaction sees and changes it; {@link AccountTable} writes it. Belongs to that
 * transaction.
 */
final class AccountRow {
    /** What fills an account. */
    enum Kind {
        PAID(0),
        BUDGET(1),
        QUOTA(2);

        private final int code;

        Kind(int code) {
            this.code = code;
        }

        /** As the database has it. */
        int code() {
            return code;
        }

        static Kind of(int code) throws SQLException {
            for (Kind kind : values()) {
                if (kind.code == code) {
                    return kind;
                }
            }
            throw new SQLException("an account of a kind that this version does not know: " + code);
        }

        static Kind of(Funding funding) {
            if (funding instanceof Payment) {
                return PAID;
            }
            return funding instanceof Funding.Quota ? QUOTA : BUDGET;
        }
    }

    private final AccountId id;
    private final Kind kind;
    private long expiresAt;
    private long creditedMsat;
    private long capturedMsat;
    private long reservedMsat;
    private boolean ownCredited;
    private @Nullable AccountId creditedTo;
    private boolean closed;
    private int clientLeft;
    private boolean stored;
    private boolean changed;
    private boolean restarted;

    private AccountRow(AccountId id, Kind kind) {
        this.id = id;
        this.kind = kind;
    }

    /** One that is not in the database yet, without anything in it. */
    static AccountRow fresh(AccountId id, Funding funding) {
        AccountRow row = new AccountRow(id, Kind.of(funding));
        row.expiresAt = Long.MIN_VALUE;
        return row;
    }

    /** The columns in the order of {@link AccountTable#COLUMNS}, then what is reserved. */
    static AccountRow read(ResultSet columns) throws SQLException {
        AccountRow row = new AccountRow(AccountId.of(columns.getBytes(1)), Kind.of(columns.getInt(2)));
        row.expiresAt = columns.getLong(3);
        row.creditedMsat = columns.getLong(4);
        row.capturedMsat = columns.getLong(5);
        row.ownCredited = columns.getBoolean(6);
        byte[] other = columns.getBytes(7);
        row.creditedTo = other == null ? null : AccountId.of(other);
        row.closed = columns.getBoolean(8);
        row.clientLeft = columns.getInt(9);
        row.reservedMsat = columns.getLong(10);
        row.stored = true;
        return row;
    }

    AccountId id() {
        return id;
    }

    Kind kind() {
        return kind;
    }

    boolean stored() {
        return stored;
    }

    boolean changed() {
        return changed;
    }

    /** Whether a new period of a quota began, so that what was reserved in the last one no longer counts. */
    boolean restarted() {
        return restarted;
    }

    /** Whether no payment has filled it: the row only says that the payment of its hash went to another account. */
    boolean empty() {
        return creditedMsat == 0;
    }

    /** Whether it was an account and is none any more. */
    boolean over(long now) {
        return !empty() && !usable(now);
    }

    boolean usable(long now) {
        return expiresAt > now && !closed;
    }

    /** What a request could still take if nothing else ran. */
    long uncapturedMsat() {
        return creditedMsat - capturedMsat;
    }

    long availableMsat(long now) {
        return usable(now) ? uncapturedMsat() - reservedMsat : 0;
    }

    /** Which account the payment of this hash was credited to; null if none. */
    @Nullable
    AccountId claimant() {
        return ownCredited ? id : creditedTo;
    }

    void reserved(long msat) {
        reservedMsat = msat;
    }

    void credit(Payment payment) {
        creditedMsat = Math.addExact(creditedMsat, payment.amountMsat());
        expiresAt = Math.max(expiresAt, payment.expiresAt().toEpochMilli());
        changed = true;
    }

    void claimOwn() {
        ownCredited = true;
        changed = true;
    }

    /** Notes that the payment of this hash fills another account, for as long as someone may present it again. */
    void claimFor(AccountId other, long paymentExpiresAt) {
        creditedTo = other;
        expiresAt = Math.max(expiresAt, paymentExpiresAt);
        changed = true;
    }

    /** A limit, full. */
    void fill(long amount, long until) {
        restarted = stored;
        creditedMsat = amount;
        capturedMsat = 0;
        reservedMsat = 0;
        clientLeft = 0;
        expiresAt = until;
        changed = true;
    }

    void capture(long msat) {
        capturedMsat = Math.addExact(capturedMsat, msat);
        changed = true;
    }

    void close() {
        closed = true;
        changed = true;
    }

    /** Counts a client that left early; false if its account has used up that grace. */
    boolean forgiveClientLeft() {
        if (clientLeft >= Ledger.CLIENT_LEFT_GRACE) {
            return false;
        }
        clientLeft++;
        changed = true;
        return true;
    }

    /** Whether nothing is lost by forgetting it once nothing of it is held: a limit that counted nothing. */
    boolean forgettable() {
        return kind != Kind.PAID && capturedMsat == 0 && clientLeft == 0;
    }

    Balance books(long now) {
        long left = uncapturedMsat() - reservedMsat;
        boolean usable = usable(now);
        return new Balance(creditedMsat, capturedMsat, reservedMsat, usable ? left : 0, usable ? 0 : left);
    }

    /** The values of all columns but the first two. */
    @Nullable
    Object[] values() {
        return new Object[] {
            expiresAt, creditedMsat, capturedMsat, ownCredited, creditedTo, closed, clientLeft,
        };
    }
}
