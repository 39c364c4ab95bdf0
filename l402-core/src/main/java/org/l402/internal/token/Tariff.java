package org.l402.internal.token;

import java.util.Optional;

/**
 * The unit price that a grant fixes.
 *
 * @param priceMsat what one call costs
 * @param inputs the digest of the inputs that the price was computed from; empty for a fixed price
 */
public record Tariff(long priceMsat, Optional<String> inputs) {
    public static Tariff fixed(long priceMsat) {
        return new Tariff(priceMsat, Optional.empty());
    }

    public static Tariff computed(long priceMsat, String inputs) {
        return new Tariff(priceMsat, Optional.of(inputs));
    }
}
