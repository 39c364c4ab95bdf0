package org.l402.jaxrs;

import jakarta.ws.rs.container.ContainerRequestContext;
import java.io.InputStream;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.l402.RequestView;

/** A request as the outer adapter sees it, but with the entity as JAX-RS has it by now. */
final class JaxRsRequestView implements RequestView {
    private final ContainerRequestContext request;
    private final RequestView outer;
    private byte @Nullable [] body;

    JaxRsRequestView(ContainerRequestContext request, RequestView outer) {
        this.request = request;
        this.outer = outer;
    }

    @Override
    public String method() {
        return request.getMethod();
    }

    @Override
    public List<String> paths() {
        return outer.paths();
    }

    @Override
    public List<String> headers(String name) {
        return outer.headers(name);
    }

    @Override
    public Optional<String> query(String name) {
        return Optional.ofNullable(request.getUriInfo().getQueryParameters().getFirst(name));
    }

    @Override
    public String remoteAddress() {
        return outer.remoteAddress();
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
    public void replayBody(byte[] bytes) {
        body = bytes;
    }

    /** The body, if the engine has read it. */
    Optional<byte[]> replayed() {
        return Optional.ofNullable(body);
    }
}
