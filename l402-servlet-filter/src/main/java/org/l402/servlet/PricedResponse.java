package org.l402.servlet;

import jakarta.servlet.ServletOutputStream;
import jakarta.servlet.WriteListener;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.servlet.http.HttpServletResponseWrapper;
import java.io.IOException;
import org.jspecify.annotations.Nullable;
import org.l402.PrivateCaching;

/**
 * The response of a request with a price: keeps it out of shared caches, and notices when the client was gone before
 * anything was sent.
 */
final class PricedResponse extends HttpServletResponseWrapper {
    private static final String CACHE_CONTROL = "Cache-Control";

    private @Nullable ServletOutputStream out;
    private volatile boolean clientLeft;

    PricedResponse(HttpServletResponse response) {
        super(response);
    }

    /** Whether sending failed before anything was committed. */
    boolean clientLeft() {
        return clientLeft;
    }

    @Override
    public void setHeader(String name, @Nullable String value) {
        if (value != null && CACHE_CONTROL.equalsIgnoreCase(name)) {
            super.setHeader(name, PrivateCaching.of(value));
        } else {
            super.setHeader(name, value);
        }
    }

    @Override
    public void addHeader(String name, @Nullable String value) {
        if (value != null && CACHE_CONTROL.equalsIgnoreCase(name)) {
            // A second line would be as good as the first to a cache, and may say "public".
            String before = getHeader(CACHE_CONTROL);
            setHeader(CACHE_CONTROL, before == null ? value : before + ", " + value);
        } else {
            super.addHeader(name, value);
        }
    }

    @Override
    public void reset() {
        super.reset();
        super.setHeader(CACHE_CONTROL, PrivateCaching.DEFAULT);
    }

    @Override
    public ServletOutputStream getOutputStream() throws IOException {
        if (out == null) {
            out = new Watched(super.getOutputStream());
        }
        return out;
    }

    @Override
    public void flushBuffer() throws IOException {
        watch(super::flushBuffer);
    }

    private void watch(Sending sending) throws IOException {
        boolean committedBefore = isCommitted();
        try {
            sending.run();
        } catch (IOException e) {
            clientLeft |= !committedBefore;
            throw e;
        }
    }

    private interface Sending {
        void run() throws IOException;
    }

    private final class Watched extends ServletOutputStream {
        private final ServletOutputStream target;

        Watched(ServletOutputStream target) {
            this.target = target;
        }

        @Override
        public void write(int b) throws IOException {
            watch(() -> target.write(b));
        }

        @Override
        public void write(byte[] bytes, int offset, int length) throws IOException {
            watch(() -> target.write(bytes, offset, length));
        }

        @Override
        public void flush() throws IOException {
            watch(target::flush);
        }

        @Override
        public void close() throws IOException {
            watch(target::close);
        }

        @Override
        public boolean isReady() {
            return target.isReady();
        }

        @Override
        public void setWriteListener(WriteListener listener) {
            target.setWriteListener(listener);
        }
    }
}
