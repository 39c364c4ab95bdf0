package org.l402.ledger;

/** The store did not answer, or not in time. The request that needed it gets 503 and its handler does not run. */
public final class LedgerException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    public LedgerException(String message, Throwable cause) {
        super(message, cause);
    }
}
