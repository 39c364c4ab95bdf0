package org.l402.jaxrs;

import jakarta.ws.rs.Priorities;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ContainerRequestFilter;
import jakarta.ws.rs.container.ContainerResponseContext;
import jakarta.ws.rs.container.ContainerResponseFilter;
import jakarta.ws.rs.ext.WriterInterceptor;
import jakarta.ws.rs.ext.WriterInterceptorContext;
import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.l402.Charge;
import org.l402.Charge.Outcome;
import org.l402.Exchange;
import org.l402.L402;
import org.l402.RequestView;

/**
 * The outer adapter where there is no servlet filter: makes the exchange, and ends the charge when the entity is written,
 * or at once where there is none.
 */
final class StandaloneCharging implements ContainerRequestFilter, ContainerResponseFilter, WriterInterceptor {
    /** Before everything of the application; so the interceptor is the outermost and the response filter the last. */
    static final int PRIORITY = Priorities.AUTHENTICATION - 500;

    private static final int FIRST_ERROR = 400;
    private static final String SUCCEEDED = StandaloneCharging.class.getName() + ".succeeded";

    private final L402 engine;
    private final Function<ContainerRequestContext, String> addresses;

    StandaloneCharging(L402 engine, Function<ContainerRequestContext, String> addresses) {
        this.engine = engine;
        this.addresses = addresses;
    }

    @Override
    public void filter(ContainerRequestContext request) {
        request.setProperty(Exchange.ATTRIBUTE, new Exchange(engine, new View(request, addresses), false));
    }

    @Override
    public void filter(ContainerRequestContext request, ContainerResponseContext response) {
        Optional<Charge> charge = L402Feature.charge(request);
        boolean succeeded = response.getStatus() < FIRST_ERROR;
        request.setProperty(SUCCEEDED, succeeded);
        if (!response.hasEntity()) {
            charge.ifPresent(running -> running.end(succeeded ? Outcome.DELIVERED : Outcome.FAILED));
        }
    }

    @Override
    public void aroundWriteTo(WriterInterceptorContext context) throws IOException {
        boolean written = false;
        try {
            context.proceed();
            written = true;
        } finally {
            boolean succeeded = Boolean.TRUE.equals(context.getProperty(SUCCEEDED));
            Outcome outcome = written && succeeded ? Outcome.DELIVERED : Outcome.FAILED;
            if (context.getProperty(Exchange.ATTRIBUTE) instanceof Exchange exchange) {
                exchange.charge().ifPresent(charge -> charge.end(outcome));
            }
        }
    }

    /** The request as JAX-RS has it. */
    private record View(ContainerRequestContext request, Function<ContainerRequestContext, String> addresses)
            implements RequestView {
        @Override
        public String method() {
            return request.getMethod();
        }

        @Override
        public List<String> paths() {
            return List.of("/" + request.getUriInfo().getPath(true).replaceFirst("^/", ""));
        }

        @Override
        public List<String> headers(String name) {
            for (Map.Entry<String, List<String>> header : request.getHeaders().entrySet()) {
                if (header.getKey().toLowerCase(Locale.ROOT).equals(name.toLowerCase(Locale.ROOT))) {
                    return header.getValue();
                }
            }
            return List.of();
        }

        @Override
        public Optional<String> query(String name) {
            return Optional.ofNullable(request.getUriInfo().getQueryParameters().getFirst(name));
        }

        @Override
        public String remoteAddress() {
            return addresses.apply(request);
        }

        @Override
        public Optional<String> contentType() {
            return Optional.ofNullable(request.getMediaType()).map(Object::toString);
        }

        @Override
        public InputStream body() {
            return request.getEntityStream();
        }

        @Override
        public void replayBody(byte[] body) {
            // The inner adapter sees to it.
        }
    }
}
