package org.l402.ledger;

/** What a ledger answers to a {@link ReserveRequest}. */
public sealed interface Reserved {
    /**
     * The amount is set aside.
     *
     * @param amountMsat how much, between what was needed at least and what was wanted
     * @param availableMsat what is left to other requests on the first account of the request
     */
    record Granted(long amountMsat, long availableMsat) implements Reserved {}

    /**
     * Requests in flight hold what this one needs; it may succeed when they end. Never a reason to ask for money.
     *
     * @param account the account that is short
     */
    record Busy(AccountId account, long availableMsat) implements Reserved {}

    /**
     * Too little is left, even if all requests in flight were released.
     *
     * @param account the account that is short
     */
    record Exhausted(AccountId account, long availableMsat) implements Reserved {}

    /** Past its expiry, closed, or its payment was credited to another account. */
    record Closed(AccountId account) implements Reserved {}

    /** The ledger has no room for another account; payments already made still find room. */
    record Full() implements Reserved {}
}
