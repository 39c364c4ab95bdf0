package org.l402;

import org.l402.internal.token.Rejection;

/**
 * The kinds of answers that are not the seller's own (RFC 9457 problem types).
 *
 * <p>Types of the Payment scheme are used where it has one, so that clients of both schemes understand.
 */
enum Problem {
    PAYMENT_REQUIRED(402, "payment-required", "Payment required"),
    VERIFICATION_FAILED(402, "verification-failed", "Payment required: the credential is not valid"),
    PAYMENT_EXPIRED(402, "payment-expired", "Payment required: the token has expired"),
    PAYMENT_INSUFFICIENT(402, "payment-insufficient", "Payment required: the balance is used up"),
    INVALID_CREDENTIAL(401, "verification-failed", "The credential is not valid"),
    MALFORMED_CREDENTIAL(400, "malformed-credential", "The credential cannot be read"),
    AMBIGUOUS_PATH(400, "urn:l402:problem:ambiguous-path", "The path can be read in several ways"),
    UNPRICEABLE_REQUEST(400, "urn:l402:problem:unpriceable-request", "The price of this request cannot be determined"),
    BODY_TOO_LARGE(413, "urn:l402:problem:body-too-large", "The body is too large"),
    CHARGE_IN_PROGRESS(429, "urn:l402:problem:charge-in-progress", "Another request is using this balance"),
    TOO_MANY_CHALLENGES(429, "urn:l402:problem:too-many-challenges", "Too many invoices were asked for"),
    TOO_MANY_INVOICES(503, "urn:l402:problem:too-many-open-invoices", "Too many invoices are open"),
    WALLET_UNAVAILABLE(503, "urn:l402:problem:wallet-unavailable", "No invoice can be made at the moment"),
    LEDGER_UNAVAILABLE(503, "urn:l402:problem:ledger-unavailable", "The balance cannot be read at the moment"),
    LEDGER_FULL(503, "urn:l402:problem:ledger-full", "No room for new balances"),
    CHARGE_LOST(503, "urn:l402:problem:charge-lost", "The reservation was lost while the request ran"),
    INTERNAL(503, "urn:l402:problem:internal", "The request could not be decided"),
    PRICE_UNAVAILABLE(503, "urn:l402:problem:price-unavailable", "The price cannot be determined at the moment");

    private static final String PAYMENT_SCHEME = "https://paymentauth.org/problems/";

    private final int status;
    private final String type;
    private final String title;

    Problem(int status, String type, String title) {
        this.status = status;
        this.type = type.startsWith("urn:") ? type : PAYMENT_SCHEME + type;
        this.title = title;
    }

    int status() {
        return status;
    }

    String type() {
        return type;
    }

    String title() {
        return title;
    }

    /** The problem that a challenge after a rejected token tells. */
    static Problem challenging(Rejection reason) {
        return switch (reason) {
            case EXPIRED -> PAYMENT_EXPIRED;
            case EXHAUSTED, BUDGET_EXHAUSTED -> PAYMENT_INSUFFICIENT;
            default -> reason.forged() ? VERIFICATION_FAILED : PAYMENT_REQUIRED;
        };
    }
}
