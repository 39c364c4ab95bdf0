package org.l402.jaxrs;

import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Answers a request that must not run because of the configuration: nothing is charged, and the log says what to mend. */
final class SellersMistake {
    private static final Logger LOG = LoggerFactory.getLogger(L402Feature.class);

    private SellersMistake() {}

    static void refuse(ContainerRequestContext request, String what) {
        LOG.error("Refused {} {}: {}", request.getMethod(), request.getUriInfo().getPath(), what);
        request.abortWith(Response.serverError()
                .type(MediaType.TEXT_PLAIN_TYPE)
                .entity("This endpoint is not configured correctly.")
                .build());
    }
}
