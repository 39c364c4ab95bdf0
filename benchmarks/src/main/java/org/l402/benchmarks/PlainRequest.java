package org.l402.benchmarks;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletRequestWrapper;
import java.lang.reflect.Proxy;
import org.jspecify.annotations.Nullable;

/** A request that costs next to nothing itself. Knows what the filter asks of one without a price, and refuses the rest. */
final class PlainRequest extends HttpServletRequestWrapper {
    private static final HttpServletRequest NOTHING_ELSE = unused(HttpServletRequest.class);

    private final String path;
    private @Nullable String name;
    private @Nullable Object value;

    PlainRequest(String path) {
        super(NOTHING_ELSE);
        this.path = path;
    }

    /** An object that nobody may call. */
    static <T> T unused(Class<T> type) {
        return type.cast(Proxy.newProxyInstance(type.getClassLoader(), new Class<?>[] {type}, (self, method, args) -> {
            throw new UnsupportedOperationException(method.toString());
        }));
    }

    @Override
    public String getMethod() {
        return "GET";
    }

    @Override
    public String getRequestURI() {
        return path;
    }

    @Override
    public String getContextPath() {
        return "";
    }

    @Override
    public String getServletPath() {
        return "";
    }

    @Override
    public String getPathInfo() {
        return path;
    }

    @Override
    public @Nullable Object getAttribute(String asked) {
        return asked.equals(name) ? value : null;
    }

    @Override
    public void setAttribute(String named, Object given) {
        name = named;
        value = given;
    }
}
