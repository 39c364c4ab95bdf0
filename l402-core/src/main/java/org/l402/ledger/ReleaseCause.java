package org.l402.ledger;

/** Why a reservation is given back. */
public enum ReleaseCause {
    /** The handler failed or refused: nothing was delivered. Always given back. */
    NOT_DELIVERED,

    /**
     * The handler succeeded, but the client had left before the answer. Given back {@link Ledger#CLIENT_LEFT_GRACE} times
     * for each account and captured after that: the work was done, and leaving early must not be a way to free work.
     */
    CLIENT_LEFT
}
