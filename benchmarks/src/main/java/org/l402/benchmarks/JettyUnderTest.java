package org.l402.benchmarks;

import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.net.InetAddress;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.InstantSource;
import org.eclipse.jetty.ee10.servlet.ServletContextHandler;
import org.eclipse.jetty.ee10.servlet.ServletHolder;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import org.eclipse.jetty.util.thread.QueuedThreadPool;
import org.l402.L402;
import org.l402.invoice.development.DevelopmentWallet;
import org.l402.ledger.InMemoryLedger;
import org.l402.price.Price;
import org.l402.servlet.L402Filter;

/**
 * The process that {@link FilterBench} loads: three Jetty servers that differ in nothing but the filter in front of the
 * third. They share a JVM, so that they share one compilation of Jetty and of the servlet. Prints the three ports and the
 * id of the ledger, and ends with its standard input.
 */
final class JettyUnderTest {
    /** Starts the line that says so. */
    static final String READY = "ready ";

    private static final int THREADS = 8;
    private static final Duration IDLE = Duration.ofHours(1);

    private JettyUnderTest() {}

    public static void main(String[] args) throws Exception {
        InMemoryLedger ledger = InMemoryLedger.create(InstantSource.system(), new SecureRandom());
        L402 engine = L402.builder()
                .invoices(DevelopmentWallet.create())
                .ledger(ledger)
                .rootKeys(Tokens.KEYS)
                .price("/reports/*", Price.sats(5))
                .build();
        int plain = start(context());
        int twin = start(context());
        ServletContextHandler filtered = context();
        filtered.addServletContainerInitializer((types, servlets) -> L402Filter.install(servlets, engine));
        int behindFilter = start(filtered);
        System.out.println(READY + plain + " " + twin + " " + behindFilter + " "
                + ledger.traits().id());
        while (System.in.read() >= 0) {
            // Until the parent closes its end, or is gone.
        }
        System.exit(0);
    }

    private static ServletContextHandler context() {
        ServletContextHandler context = new ServletContextHandler("/");
        context.addServlet(new ServletHolder("answer", new Answer()), "/*");
        return context;
    }

    private static int start(ServletContextHandler context) throws Exception {
        Server server = new Server(new QueuedThreadPool(THREADS, THREADS));
        ServerConnector connector = new ServerConnector(server, 1, 1);
        connector.setHost(InetAddress.getLoopbackAddress().getHostAddress());
        connector.setIdleTimeout(IDLE.toMillis());
        server.addConnector(connector);
        server.setHandler(context);
        server.start();
        return connector.getLocalPort();
    }

    /** As little as a servlet can do. */
    private static final class Answer extends HttpServlet {
        private static final long serialVersionUID = 1;
        private static final byte[] BODY = "ok\n".getBytes(StandardCharsets.US_ASCII);

        @Override
        protected void doGet(HttpServletRequest request, HttpServletResponse response) throws IOException {
            response.setContentLength(BODY.length);
            response.getOutputStream().write(BODY);
        }
    }
}
