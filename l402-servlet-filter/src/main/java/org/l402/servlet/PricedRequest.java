package org.l402.servlet;

import jakarta.servlet.AsyncContext;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletRequestWrapper;
import jakarta.servlet.http.HttpServletResponse;

/**
 * A request with a price. Asynchronous work gets this request and its answer: containers would hand it the bare ones, of
 * which one has lost the body that the engine has read, and the other lets shared caches keep what was paid for.
 */
final class PricedRequest extends HttpServletRequestWrapper {
    private final HttpServletResponse response;

    PricedRequest(HttpServletRequest request, HttpServletResponse response) {
        super(request);
        this.response = response;
    }

    @Override
    public AsyncContext startAsync() {
        return super.startAsync(this, response);
    }
}
