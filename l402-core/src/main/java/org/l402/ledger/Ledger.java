package org.l402.ledger;

import java.time.Duration;
import java.util.Optional;

/**
 * Keeps balances. A request reserves before its handler runs, then captures or releases.
 *
 * <p>Every implementation keeps these promises, which {@code LedgerContract} in the testkit checks:
 *
 * <ul>
 *   <li>{@code credited = captured + reserved + available + forfeited} for every account at every instant, also after a
 *       crash;
 *   <li>one payment is credited to one account, once;
 *   <li>an account past its expiry is never opened again, and a paid account is never forgotten before it;
 *   <li>leases and expiry run on the ledger's own clock;
 *   <li>every operation is idempotent by reservation id or payment hash.
 * </ul>
 *
 * <p>Thread-safe. Every method may throw {@link LedgerException} when the store fails.
 */
public interface Ledger extends AutoCloseable {
    /** How often {@link ReleaseCause#CLIENT_LEFT} gives money back, for each account. */
    int CLIENT_LEFT_GRACE = 3;

    /** What this ledger is; does not change while it is open and is cheap to ask. */
    LedgerTraits traits();

    /** Sets an amount aside on all accounts of the request, or on none. Credits payments that it has not seen yet. */
    Reserved reserve(ReserveRequest request);

    /**
     * Prolongs a running reservation from now on.
     *
     * @return false if it is no longer running: it ended, or its lease ran out
     */
    boolean renew(ReservationId id, Duration lease);

    /**
     * Enlarges a running reservation on all its accounts, or on none.
     *
     * @return false if it is no longer running or an account has too little left
     */
    boolean extend(ReservationId id, long moreMsat);

    /**
     * Ends a reservation: earns {@code actualMsat} and gives the rest back. After the lease it takes what is still there,
     * never below zero, and says what is missing.
     *
     * @param actualMsat at most what was reserved
     */
    Settled capture(ReservationId id, long actualMsat);

    /** Ends a reservation and gives all of it back, or captures it (see {@link ReleaseCause#CLIENT_LEFT}). */
    Settled release(ReservationId id, ReleaseCause cause);

    /**
     * Credits a payment to an account. An account whose own payment was never presented is opened for it.
     *
     * @return false if the payment is credited to another account already, or account or payment has expired or is closed
     */
    boolean topUp(AccountId account, Funding.Payment payment);

    /** The books of an account; empty if it was never used or is forgotten. */
    Optional<Balance> balance(AccountId account);

    /**
     * Closes a paid account for good and forfeits what is available; requests in flight may still capture what they hold.
     *
     * @param payment the payment of the token that is revoked, whether or not it was ever presented
     */
    void close(Funding.Payment payment);

    /**
     * Whether there is so little room left that no new invoice should go out; what is left is for those that are out
     * already. Cheap: asked for every challenge.
     */
    boolean nearlyFull();

    /** Stops every thread and closes every connection of this ledger. */
    @Override
    void close();
}
