package org.l402.jaxrs;

import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ContainerRequestFilter;
import jakarta.ws.rs.container.ContainerResponseContext;
import jakarta.ws.rs.container.ContainerResponseFilter;
import jakarta.ws.rs.core.Response;
import java.io.ByteArrayInputStream;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.l402.Charge;
import org.l402.Decision;
import org.l402.Decision.Allow;
import org.l402.Decision.Deny;
import org.l402.Exchange;
import org.l402.PrivateCaching;
import org.l402.Reply;
import org.l402.config.ConfigurationException;
import org.l402.price.Offer;

/** Asks the engine before one resource method runs, and obeys. Ends no charge: see {@link L402Feature}. */
final class PricedFilter implements ContainerRequestFilter, ContainerResponseFilter {
    private static final String CACHE_CONTROL = "Cache-Control";
    private static final String DECISION = PricedFilter.class.getName() + ".decision";

    private final PricedResource resource;

    PricedFilter(PricedResource resource) {
        this.resource = resource;
    }

    @Override
    public void filter(ContainerRequestContext request) {
        Optional<Exchange> exchange = L402Feature.exchange(request);
        if (exchange.isEmpty()) {
            refuse(request, "there is no L402Filter in front of it to end the charge; install it for this path");
            return;
        }
        try {
            decide(request, exchange.get(), resource.offer(exchange.get().engine()));
        } catch (ConfigurationException e) {
            refuse(request, String.valueOf(e.getMessage()));
        }
    }

    private void decide(ContainerRequestContext request, Exchange exchange, Offer offer) {
        Optional<Charge> charged = exchange.charge();
        if (charged.isPresent()) {
            requireSamePrice(request, charged.get().offer(), offer);
            return;
        }
        JaxRsRequestView view = new JaxRsRequestView(request, exchange.view());
        Decision decision = exchange.engine().decide(view, offer);
        if (decision instanceof Deny deny) {
            request.abortWith(response(deny.reply()));
        } else if (decision instanceof Allow.Priced priced) {
            exchange.charge(priced.charge());
            request.setProperty(DECISION, priced);
            view.replayed().ifPresent(body -> request.setEntityStream(new ByteArrayInputStream(body)));
        }
    }

    /** The filter in front has charged by a path rule; then that rule and the annotation must say the same. */
    private void requireSamePrice(ContainerRequestContext request, Offer charged, Offer annotated) {
        if (!charged.sameTerms(annotated)) {
            refuse(request, "a path rule says " + charged + " and @Priced says " + annotated + "; remove one");
        }
    }

    private void refuse(ContainerRequestContext request, String why) {
        SellersMistake.refuse(request, resource.source() + " has a price, but " + why);
    }

    @Override
    public void filter(ContainerRequestContext request, ContainerResponseContext response) {
        if (request.getProperty(DECISION) instanceof Allow.Priced priced) {
            String caching = response.getHeaders().getOrDefault(CACHE_CONTROL, List.of()).stream()
                    .map(String::valueOf)
                    .collect(Collectors.joining(", "));
            priced.headers().forEach(header -> response.getHeaders().putSingle(header.name(), header.value()));
            response.getHeaders().putSingle(CACHE_CONTROL, PrivateCaching.of(caching));
        }
    }

    static Response response(Reply reply) {
        Response.ResponseBuilder response = Response.status(reply.status());
        reply.headers().forEach(header -> response.header(header.name(), header.value()));
        return response.entity(reply.bodyBytes()).build();
    }
}
