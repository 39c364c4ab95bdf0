package org.l402.servlet;

import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.io.InputStream;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.l402.RequestView;

/** A servlet request as the engine sees it. */
final class ServletRequestView implements RequestView {
    private final HttpServletRequest request;
    private @Nullable List<String> paths;
    private byte @Nullable [] body;

    ServletRequestView(HttpServletRequest request) {
        this.request = request;
    }

    @Override
    public String method() {
        return request.getMethod();
    }

    @Override
    public List<String> paths() {
        List<String> readings = paths;
        if (readings == null) {
            readings = PathReadings.of(request);
            paths = readings;
        }
        return readings;
    }

    @Override
    public List<String> headers(String name) {
        return Collections.list(request.getHeaders(name));
    }

    @Override
    public Optional<String> query(String name) {
        return QueryString.first(request.getQueryString(), name);
    }

    @Override
    public String remoteAddress() {
        return request.getRemoteAddr();
    }

    @Override
    public Optional<String> contentType() {
        return Optional.ofNullable(request.getContentType());
    }

    @Override
    public InputStream body() throws IOException {
        return request.getInputStream();
    }

    @Override
    public void replayBody(byte[] bytes) {
        body = bytes;
    }

    /** The request for the handler: the same one, or one that has the body that the engine read. */
    HttpServletRequest forHandler() {
        return body == null ? request : new ReplayedRequest(request, body);
    }
}
