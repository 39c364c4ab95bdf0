package org.l402.invoice.lnd;

import java.net.http.HttpClient;
import java.security.GeneralSecurityException;
import java.time.Duration;
import java.util.concurrent.Executors;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManager;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The HTTP clients of this module: HTTP/1.1, as lnd's REST interface has no other; no redirects, which would carry the
 * macaroon elsewhere; no proxy, whatever the JVM is told. Left to itself the JDK repeats no POST that it has sent; a GET it
 * may, if a kept connection turns out to be closed.
 */
final class Connections implements AutoCloseable {
    /** Within this time a connection is there or the node is down. */
    static final Duration CONNECT_LIMIT = Duration.ofSeconds(5);

    private static final Logger LOG = LoggerFactory.getLogger(LndRestWallet.class);

    private static final long PATIENCE_SECONDS = 1;

    // A client left to itself starts threads that stay for a minute, too long where the application is undeployed.
    private final ThreadPoolExecutor threads = (ThreadPoolExecutor) Executors.newCachedThreadPool(task -> {
        Thread thread = new Thread(task, "l402-lnd-rest");
        thread.setDaemon(true);
        return thread;
    });

    /** Trusts authorities and checks host names, as any client does. */
    HttpClient trustingThePlatform() {
        return builder().build();
    }

    HttpClient pinnedTo(PinnedCertificate certificate) {
        try {
            SSLContext context = SSLContext.getInstance("TLS");
            context.init(null, new TrustManager[] {certificate}, null);
            return builder().sslContext(context).build();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every JDK has TLS", e);
        }
    }

    private HttpClient.Builder builder() {
        return HttpClient.newBuilder()
                .version(HttpClient.Version.HTTP_1_1)
                .followRedirects(HttpClient.Redirect.NEVER)
                .proxy(HttpClient.Builder.NO_PROXY)
                .executor(threads)
                .connectTimeout(CONNECT_LIMIT);
    }

    /** Ends the threads that all clients run on, but for the one that each has for itself. */
    @Override
    public void close() {
        threads.shutdownNow();
        // From JDK 21 on the client outlives its last use for a while, and with it the class loader of what it refers
        // to.
        threads.setThreadFactory(Executors.defaultThreadFactory());
        try {
            if (!threads.awaitTermination(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
                LOG.warn("A thread of the HTTP client is still busy");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** Ends calls, and the client's own thread, where the JDK can: {@code shutdownNow} came with 21. */
    static void end(HttpClient client) {
        try {
            HttpClient.class.getMethod("shutdownNow").invoke(client);
        } catch (NoSuchMethodException e) {
            LOG.debug("This JDK ends an HTTP client when it is garbage");
        } catch (ReflectiveOperationException e) {
            LOG.warn("Could not end an HTTP client", e);
        }
    }
}
