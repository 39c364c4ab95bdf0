package org.l402.internal.token;

/** Why a well-formed credential does not pay for a request. All of these are answered by a fresh challenge. */
public enum Rejection {
    WRONG_PREIMAGE(true, "The preimage does not belong to this token."),
    UNKNOWN_KEY(true, "The token was not issued by this server, or its key has been retired."),
    BAD_SIGNATURE(true, "The signature of the token is not valid."),
    NO_GRANT(true, "The token carries no grant of this server."),
    MISPLACED_GRANT(true, "The token carries a grant that was appended to it; only the server grants."),
    UNKNOWN_RESTRICTION(true, "The token carries a restriction that this server does not know, so it is refused."),
    WIDENED(true, "The token carries a restriction that is wider than one before it."),
    TOO_MANY_BUDGETS(true, "The token carries more than eight budgets."),
    EXPIRED(false, "The token has expired."),
    OTHER_SERVICE(false, "The token pays for another offer."),
    NOT_FOR_THIS_REQUEST(false, "The token is restricted to other requests."),
    OTHER_LEDGER(
            false,
            "The balance of this token is in another ledger: one in memory that a restart emptied, or another server's."),
    OTHER_WALLET(false, "The token was bought from a development wallet, whose payments are pretended."),
    EXHAUSTED(false, "The balance of the token does not cover this request."),
    BUDGET_EXHAUSTED(false, "The budget that was set for this token does not cover this request."),
    CLOSED(false, "The account of this token is closed.");

    private final boolean forged;
    private final String detail;

    Rejection(boolean forged, String detail) {
        this.forged = forged;
        this.detail = detail;
    }

    /** Whether the token was never good, rather than good no longer or elsewhere: 401 for those who want it strict. */
    public boolean forged() {
        return forged;
    }

    /** For the client; says nothing that the holder of the token does not know. */
    public String detail() {
        return detail;
    }
}
