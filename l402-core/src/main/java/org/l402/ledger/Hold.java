package org.l402.ledger;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** A reservation in memory. Every field is guarded by the locks of all its accounts. */
final class Hold {
    private final ReservationId id;
    private final List<Account> accounts;
    private long amountMsat;
    private long leaseUntil;
    private @Nullable Settled end;

    Hold(ReservationId id, List<Account> accounts, long amountMsat, long leaseUntil) {
        this.id = id;
        this.accounts = accounts;
        this.amountMsat = amountMsat;
        this.leaseUntil = leaseUntil;
    }

    ReservationId id() {
        return id;
    }

    /** The account of the token first, then its budgets. */
    List<Account> accounts() {
        return accounts;
    }

    long amountMsat() {
        return amountMsat;
    }

    /** Whether it still keeps its amount from others. */
    boolean running(long now) {
        return end == null && leaseUntil > now;
    }

    boolean lapsedBefore(long time) {
        return end == null && leaseUntil < time;
    }

    void renew(long until) {
        leaseUntil = until;
    }

    void grow(long moreMsat) {
        amountMsat = Math.addExact(amountMsat, moreMsat);
    }

    /** How it ended; null while it has not. */
    @Nullable
    Settled end() {
        return end;
    }

    void end(Settled how) {
        end = how;
    }
}
