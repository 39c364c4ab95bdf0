package org.l402.internal.token;

/** What {@link TokenVerifier} found. */
public sealed interface Verification {
    /** Paid for, and good for this request as far as the token itself tells. */
    record Accepted(VerifiedToken token) implements Verification {}

    /** Not good for this request. */
    record Rejected(Rejection reason) implements Verification {}

    static Verification accepted(VerifiedToken token) {
        return new Accepted(token);
    }

    static Verification rejected(Rejection reason) {
        return new Rejected(reason);
    }
}
