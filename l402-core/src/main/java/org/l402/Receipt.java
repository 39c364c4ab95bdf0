package org.l402;

import java.util.Optional;

/**
 * What a call cost.
 *
 * @param charge names the call
 * @param offer what was used
 * @param paymentHash the payment that it was drawn from, 64 hexadecimal digits; empty if it was free
 * @param costMsat what was or will be captured, in millisatoshi
 */
public record Receipt(String charge, String offer, Optional<String> paymentHash, long costMsat) {
    /** One JSON object on one line, for an event of a stream. */
    public String toJson() {
        String hash = paymentHash.map(hex -> ",\"payment_hash\":\"" + hex + '"').orElse("");
        return "{\"charge\":\"" + charge + "\",\"offer\":\"" + offer + '"' + hash + ",\"cost_msat\":" + costMsat + '}';
    }

    @Override
    public String toString() {
        return toJson();
    }
}
