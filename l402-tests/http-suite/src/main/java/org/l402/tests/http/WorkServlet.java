package org.l402.tests.http;

import jakarta.servlet.AsyncContext;
import jakarta.servlet.DispatcherType;
import jakarta.servlet.RequestDispatcher;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.l402.Charge;
import org.l402.servlet.L402Filter;

/** Does what the last segment of its path says: every way in which a handler can succeed, fail, or do both. */
final class WorkServlet extends HttpServlet {
    private static final long serialVersionUID = 1L;
    private static final int LARGER_THAN_ANY_BUFFER = 500_000;
    private static final int SHORT_TIMEOUT_MILLIS = 200;

    private interface Work {
        void run(HttpServletRequest request, HttpServletResponse response) throws IOException, ServletException;
    }

    private static final Work OK = (request, response) -> response.getWriter().print("ok");

    private final transient Runs runs;
    private final transient Map<String, Work> works = Map.ofEntries(
            Map.entry("ok", OK),
            Map.entry("throw", (request, response) -> {
                throw new SellersOwnException();
            }),
            Map.entry("throw-io", (request, response) -> {
                throw new IOException("the seller's own trouble");
            }),
            Map.entry("error", (request, response) -> response.sendError(422, "this is how the seller refuses")),
            Map.entry("status-404", (request, response) -> response.setStatus(404)),
            Map.entry("redirect", (request, response) -> response.sendRedirect("/open/ok")),
            Map.entry("empty", (request, response) -> response.setStatus(204)),
            Map.entry("stream", (request, response) -> stream(response)),
            Map.entry("stream-then-throw", (request, response) -> {
                stream(response);
                throw new SellersOwnException();
            }),
            Map.entry(
                    "large", (request, response) -> response.getOutputStream().write(new byte[LARGER_THAN_ANY_BUFFER])),
            Map.entry("first-byte", this::firstByteThenWait),
            Map.entry("async", (request, response) -> later(request.startAsync(), "later")),
            Map.entry("async-error", (request, response) -> laterError(request.startAsync())),
            Map.entry(
                    "async-timeout", (request, response) -> request.startAsync().setTimeout(SHORT_TIMEOUT_MILLIS)),
            Map.entry("async-dispatch", WorkServlet::dispatchOnce),
            Map.entry("async-again", WorkServlet::startAgain),
            Map.entry(
                    "forward",
                    (request, response) ->
                            request.getRequestDispatcher("/priced/ok").forward(request, response)),
            Map.entry(
                    "include",
                    (request, response) ->
                            request.getRequestDispatcher("/priced/ok").include(request, response)),
            Map.entry("cache", WorkServlet::cacheForEverybody),
            Map.entry(
                    "echo",
                    (request, response) -> response.getOutputStream()
                            .write(request.getInputStream().readAllBytes())),
            Map.entry("async-echo", WorkServlet::echoLater),
            Map.entry("async-cache", WorkServlet::cacheLater),
            Map.entry("echo-reader", (request, response) -> request.getReader().transferTo(response.getWriter())),
            Map.entry(
                    "charge", (request, response) -> response.getWriter().print(describe(L402Filter.charge(request)))),
            Map.entry("release", (request, response) -> {
                L402Filter.charge(request).release();
                response.getWriter().print("given away");
            }),
            Map.entry("ledger-dies", (request, response) -> doAsDemanded(response)),
            Map.entry("wait", (request, response) -> waitForRelease(response)));

    private transient volatile CountDownLatch gate = new CountDownLatch(0);

    private transient volatile Runnable demanded = () -> {};

    WorkServlet(Runs runs) {
        this.runs = runs;
    }

    /** An exception that no container and no library throws. */
    static final class SellersOwnException extends RuntimeException {
        private static final long serialVersionUID = 1L;
    }

    /** Makes {@code wait} and {@code first-byte} wait until {@link #openGate}. */
    void closeGate() {
        gate = new CountDownLatch(1);
    }

    void openGate() {
        gate.countDown();
    }

    /** What {@code ledger-dies} does before it answers. */
    void onDemand(Runnable action) {
        demanded = action;
    }

    @Override
    protected void service(HttpServletRequest request, HttpServletResponse response)
            throws ServletException, IOException {
        boolean included = request.getDispatcherType() == DispatcherType.INCLUDE;
        Object info = included ? request.getAttribute(RequestDispatcher.INCLUDE_PATH_INFO) : request.getPathInfo();
        String path = info == null ? request.getServletPath() : info.toString();
        String work = path.substring(path.lastIndexOf('/') + 1);
        runs.count(work);
        Objects.requireNonNullElse(works.get(work), OK).run(request, response);
    }

    private static void stream(HttpServletResponse response) throws IOException {
        for (int i = 0; i < 5; i++) {
            response.getWriter().print("part " + i + "\n");
            response.flushBuffer();
        }
    }

    private void firstByteThenWait(HttpServletRequest request, HttpServletResponse response) throws IOException {
        response.getOutputStream().write('x');
        response.flushBuffer();
        pass(gate);
        response.getOutputStream().write(new byte[LARGER_THAN_ANY_BUFFER]);
    }

    private void doAsDemanded(HttpServletResponse response) throws IOException {
        demanded.run();
        response.getWriter().print("done");
    }

    private void waitForRelease(HttpServletResponse response) throws IOException {
        pass(gate);
        response.getWriter().print("waited");
    }

    private static void pass(CountDownLatch gate) {
        try {
            if (!gate.await(20, TimeUnit.SECONDS)) {
                throw new IllegalStateException("nobody opened the gate");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static void later(AsyncContext async, String text) {
        async.start(() -> {
            try {
                async.getResponse().getWriter().print(text);
            } catch (IOException e) {
                throw new IllegalStateException(e);
            }
            async.complete();
        });
    }

    private static void echoLater(HttpServletRequest request, HttpServletResponse response) {
        AsyncContext async = request.startAsync();
        async.start(() -> {
            try {
                async.getRequest()
                        .getInputStream()
                        .transferTo(async.getResponse().getOutputStream());
            } catch (IOException e) {
                throw new IllegalStateException(e);
            }
            async.complete();
        });
    }

    private static void cacheLater(HttpServletRequest request, HttpServletResponse response) {
        AsyncContext async = request.startAsync();
        ((HttpServletResponse) async.getResponse()).setHeader("Cache-Control", "public, max-age=30, s-maxage=60");
        later(async, "cached");
    }

    private static void laterError(AsyncContext async) {
        async.start(() -> {
            ((HttpServletResponse) async.getResponse()).setStatus(500);
            async.complete();
        });
    }

    private static void dispatchOnce(HttpServletRequest request, HttpServletResponse response) throws IOException {
        if (request.getDispatcherType() == DispatcherType.ASYNC) {
            response.getWriter().print("dispatched");
        } else {
            request.startAsync().dispatch();
        }
    }

    /** Goes asynchronous twice, and fails the second time: the first cycle's listener is forgotten by then. */
    private static void startAgain(HttpServletRequest request, HttpServletResponse response) {
        if (request.getDispatcherType() == DispatcherType.ASYNC) {
            laterError(request.startAsync());
        } else {
            request.startAsync().dispatch();
        }
    }

    private static void cacheForEverybody(HttpServletRequest request, HttpServletResponse response) throws IOException {
        response.setHeader("Cache-Control", "public, max-age=30, s-maxage=60");
        response.addHeader("cache-control", "public");
        response.getWriter().print("cached");
    }

    private static String describe(Charge charge) {
        return charge.offer().id()
                + ' '
                + charge.priceMsat()
                + ' '
                + charge.payment().map(payment -> payment.paymentHash().hex()).orElse("free");
    }

    /** For the tests that send bytes. */
    static byte[] utf8(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
