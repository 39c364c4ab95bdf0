package org.l402.servlet;

import java.util.List;
import org.l402.price.PriceRule;

/**
 * What the seller expects to have a price and the filter knows none for. JAX-RS resources are often loaded after the
 * filter, so whether they have one is seen when a request arrives.
 */
final class Expectations {
    private final List<PriceRule> unmet;

    Expectations(List<PriceRule> unmet) {
        this.unmet = unmet;
    }

    boolean concern(String method, List<String> paths) {
        for (PriceRule wanted : unmet) {
            boolean sameMethod = wanted.method().map(method::equals).orElse(true);
            if (sameMethod && paths.stream().anyMatch(wanted.pattern()::matches)) {
                return true;
            }
        }
        return false;
    }

    boolean none() {
        return unmet.isEmpty();
    }
}
