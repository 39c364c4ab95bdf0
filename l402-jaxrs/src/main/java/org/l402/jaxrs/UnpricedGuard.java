package org.l402.jaxrs;

import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ContainerRequestFilter;
import jakarta.ws.rs.container.ResourceInfo;
import org.l402.Exchange;

/** Refuses a resource method that the seller expects to have a price and that has none. */
final class UnpricedGuard implements ContainerRequestFilter {
    private final String source;

    UnpricedGuard(ResourceInfo resource) {
        this.source = resource.getResourceClass().getName() + "."
                + resource.getResourceMethod().getName();
    }

    @Override
    public void filter(ContainerRequestContext request) {
        boolean expected =
                L402Feature.exchange(request).map(Exchange::priceExpected).orElse(false);
        if (expected) {
            SellersMistake.refuse(request, source + " is expected to have a price and has none; add @Priced to it");
        }
    }
}
