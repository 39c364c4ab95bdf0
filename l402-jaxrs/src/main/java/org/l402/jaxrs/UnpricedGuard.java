package org.l402.jaxrs;

import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ContainerRequestFilter;
import jakarta.ws.rs.container.ResourceInfo;
import java.util.List;
import org.l402.Exchange;

/** Refuses a resource method that the seller expects to have a price, by a setting or by its place, and that has none. */
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
        } else if (behindPricedResource(request)) {
            SellersMistake.refuse(
                    request,
                    source + " is reached by a locator of a class with a price and has none; add @Priced to it, or"
                            + " move the price of that class to its methods");
        }
    }

    /** A class that has a price may lead to others: who put it there expects that it holds for them too. */
    private static boolean behindPricedResource(ContainerRequestContext request) {
        List<Object> matched = request.getUriInfo().getMatchedResources();
        return matched.size() > 1
                && matched.stream().anyMatch(resource -> PricedResource.pricedType(classOf(resource)));
    }

    private static Class<?> classOf(Object resource) {
        return resource instanceof Class<?> type ? type : resource.getClass();
    }
}
