package org.l402.ledger;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A balance in memory, guarded by the lock of its id.
 *
 * <p>What is reserved is the sum of the holds that run, so a lease that runs out needs nobody to notice it.
 */
final class Account {
    /** Numbers in a {@link #row}. */
    static final int COLUMNS = 4;

    private static final int OWN_PAYMENT_CLAIMED = 1;
    private static final int CLOSED = 2;
    private static final int BUDGET = 4;
    private static final int QUOTA = 8;
    private static final int FLAG_BITS = 8;

    private final AccountId id;
    private long expiresAt;
    private long creditedMsat;
    private long capturedMsat;
    private @Nullable List<Hold> holds;
    private int flags;
    private int clientLeft;
    private boolean retired;

    private Account(AccountId id, long expiresAt, int flags) {
        this.id = id;
        this.expiresAt = expiresAt;
        this.flags = flags;
    }

    /** An account that payments fill. */
    static Account paid(AccountId id) {
        return new Account(id, Long.MIN_VALUE, 0);
    }

    /** A limit that a holder set: full from the start, and gone once nothing of it is in use. */
    static Account budget(AccountId id, long msat, long expiresAt) {
        return new Account(id, expiresAt, BUDGET).filled(msat);
    }

    /** A free quota: as a budget, in units instead of millisatoshis. */
    static Account quota(AccountId id, long units, long expiresAt) {
        return new Account(id, expiresAt, QUOTA).filled(units);
    }

    /** An account as its {@link #row} tells. */
    static Account of(AccountId id, long[] row) {
        Account account = new Account(id, row[0], (int) row[3] & ((1 << FLAG_BITS) - 1));
        account.creditedMsat = row[1];
        account.capturedMsat = row[2];
        account.clientLeft = (int) row[3] >> FLAG_BITS;
        return account;
    }

    /** All of it but its holds, in numbers; when it expires comes first. */
    long[] row() {
        return new long[] {expiresAt, creditedMsat, capturedMsat, flags | clientLeft << FLAG_BITS};
    }

    private Account filled(long amount) {
        creditedMsat = amount;
        return this;
    }

    boolean quota() {
        return (flags & QUOTA) != 0;
    }

    AccountId id() {
        return id;
    }

    boolean usable(long now) {
        return expiresAt > now && (flags & CLOSED) == 0;
    }

    boolean ownPaymentClaimed() {
        return (flags & OWN_PAYMENT_CLAIMED) != 0;
    }

    void claimOwnPayment() {
        flags |= OWN_PAYMENT_CLAIMED;
    }

    /** Says that another account stands in its place; calls that still run end here. */
    void retire() {
        retired = true;
    }

    boolean retired() {
        return retired;
    }

    void close() {
        flags |= CLOSED;
    }

    void credit(long msat, long lifeUntil) {
        creditedMsat = Math.addExact(creditedMsat, msat);
        expiresAt = Math.max(expiresAt, lifeUntil);
    }

    /** What a request could still take if nothing else ran. */
    long uncapturedMsat() {
        return creditedMsat - capturedMsat;
    }

    long availableMsat(long now) {
        return usable(now) ? uncapturedMsat() - reservedMsat(now) : 0;
    }

    long reservedMsat(long now) {
        long sum = 0;
        if (holds != null) {
            for (Hold hold : holds) {
                sum += hold.running(now) ? hold.amountMsat() : 0;
            }
        }
        return sum;
    }

    /** Whether a reservation refers to it, be it one whose lease ran out. */
    boolean held() {
        return holds != null;
    }

    void hold(Hold hold) {
        if (holds == null) {
            holds = new ArrayList<>(1);
        }
        holds.add(hold);
    }

    void drop(Hold hold) {
        if (holds != null) {
            holds.remove(hold);
            holds = holds.isEmpty() ? null : holds;
        }
    }

    void capture(long msat) {
        capturedMsat = Math.addExact(capturedMsat, msat);
    }

    /** Counts a client that left early; false if its account has used up that grace. */
    boolean forgiveClientLeft() {
        if (clientLeft >= Ledger.CLIENT_LEFT_GRACE) {
            return false;
        }
        clientLeft++;
        return true;
    }

    /** Whether nothing would be lost by forgetting it: a limit of which nothing is in use. */
    boolean idleLimit() {
        return (flags & (BUDGET | QUOTA)) != 0 && capturedMsat == 0 && clientLeft == 0 && holds == null;
    }

    Balance books(long now) {
        long reserved = reservedMsat(now);
        long left = uncapturedMsat() - reserved;
        boolean usable = usable(now);
        return new Balance(creditedMsat, capturedMsat, reserved, usable ? left : 0, usable ? 0 : left);
    }
}
