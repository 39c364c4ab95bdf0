package org.l402;

import java.time.Instant;
import org.l402.internal.token.VerifiedToken;
import org.l402.invoice.PaymentHash;

/**
 * A payment that was verified: whoever holds one need not check anything. Only the engine makes one. Immutable.
 */
public final class Payment {
    private final VerifiedToken token;

    Payment(VerifiedToken token) {
        this.token = token;
    }

    /** The Lightning payment. */
    public PaymentHash paymentHash() {
        return token.identifier().paymentHash();
    }

    /** Names the token, 64 hexadecimal digits; may be logged. */
    public String tokenId() {
        return token.identifier().tokenId();
    }

    /** The offer that was bought. */
    public String offer() {
        return token.grant().offer();
    }

    /** What the invoice asked for, in millisatoshi. */
    public long paidMsat() {
        return token.grant().paidMsat();
    }

    /** When the token ends. */
    public Instant expiresAt() {
        return token.expiresAt();
    }

    @Override
    public String toString() {
        return "Payment[" + paidMsat() + " msat for " + offer() + ", token " + tokenId() + "]";
    }
}
