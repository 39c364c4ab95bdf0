package org.l402.invoice.lnd;

import java.net.http.HttpClient;
import java.security.GeneralSecurityException;
import java.time.Duration;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManager;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The HTTP clients of this module: HTTP/1.1, as lnd's REST interface has no other; no redirects, which would carry the
 * macaroon elsewhere; no proxy, whatever the JVM is told. Left to itself the JDK repeats no POST that it has sent; a GET it
 * may, if a kept connection turns out to be closed.
 */
final class Connections {
    /** Within this time a connection is there or the node is down. */
    static final Duration CONNECT_LIMIT = Duration.ofSeconds(5);

    private static final Logger LOG = LoggerFactory.getLogger(LndRestWallet.class);

    private Connections() {}

    /** Trusts authorities and checks host names, as any client does. */
    static HttpClient trustingThePlatform() {
        return builder().build();
    }

    static HttpClient pinnedTo(PinnedCertificate certificate) {
        try {
            SSLContext context = SSLContext.getInstance("TLS");
            context.init(null, new TrustManager[] {certificate}, null);
            return builder().sslContext(context).build();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every JDK has TLS", e);
        }
    }

    private static HttpClient.Builder builder() {
        return HttpClient.newBuilder()
                .version(HttpClient.Version.HTTP_1_1)
                .followRedirects(HttpClient.Redirect.NEVER)
                .proxy(HttpClient.Builder.NO_PROXY)
                .connectTimeout(CONNECT_LIMIT);
    }

    /** Ends calls and threads where the JDK can: {@code shutdownNow} came with 21. */
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
