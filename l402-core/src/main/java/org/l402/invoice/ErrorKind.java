package org.l402.invoice;

/** What went wrong with a wallet, whatever its API calls it: the kind decides what happens next, not a status code. */
public enum ErrorKind {
    /** No answer in time. */
    TIMEOUT,
    /** Cannot be reached, is starting, locked or broken. */
    UNAVAILABLE,
    /** Asked too often. */
    RATE_LIMITED,
    /** Runs, but cannot make this invoice payable yet (not synced, no channel). */
    NOT_READY,
    /** Answered with an invoice that fails the guard: broken or hijacked. */
    INVALID_INVOICE,
    /** Refuses our credential, or shows a certificate that is not the pinned one. Retrying is useless. */
    AUTH,
    /** Refuses what was asked (amount, memo); another wallet may not. */
    INVALID_REQUEST,
    /** Cannot do this at all. */
    UNSUPPORTED,
    /** Knows no such invoice. */
    NOT_FOUND
}
