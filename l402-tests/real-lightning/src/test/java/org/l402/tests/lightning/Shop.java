package org.l402.tests.lightning;

import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import org.eclipse.jetty.ee10.servlet.ServletContextHandler;
import org.eclipse.jetty.ee10.servlet.ServletHolder;
import org.eclipse.jetty.server.Server;
import org.l402.L402;
import org.l402.L402Properties;
import org.l402.servlet.L402Filter;
import org.l402.testkit.PayingClient;

/** A web server that sells one page, configured by text as a seller would, and a client of it. */
final class Shop {
    /** What the page says. */
    static final String GOODS = "the daily report";

    /** What it costs. */
    static final long PRICE_MSAT = 5000;

    private final Server server = new Server(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
    private final HttpClient client = HttpClient.newHttpClient();

    private Shop(L402 engine) throws Exception {
        ServletContextHandler context = new ServletContextHandler("/");
        context.addServletContainerInitializer((classes, servlets) -> L402Filter.install(servlets, engine));
        context.addServlet(new ServletHolder(new Page()), "/reports/*");
        server.setHandler(context);
        server.start();
    }

    /** The wallet is the pair's seller, with files that a test may exchange. */
    static Shop open(RealPair pair, Path macaroon, Path certificate) throws Exception {
        String settings = """
                invoices = lnd-rest
                lnd-rest.url = %s
                lnd-rest.macaroon-file = %s
                lnd-rest.tls-cert-file = %s
                lnd-rest.network = %s
                node-pin = %s
                wallet-time-limit = PT2S
                price./reports/* = 5 sat
                """.formatted(
                        pair.value("SELLER_REST_URL"),
                        macaroon,
                        certificate,
                        pair.value("NETWORK"),
                        pair.value("SELLER_NODE_ID"));
        byte[] text = settings.getBytes(StandardCharsets.UTF_8);
        return new Shop(L402Properties.read(new ByteArrayInputStream(text), "l402.properties")
                .build());
    }

    /** Asks for the page without paying. */
    Visit visit() {
        return send(request());
    }

    /** Asks for the page with a credential: the value of an {@code Authorization} header. */
    Visit visit(String credential) {
        return send(PayingClient.withCredential(request(), credential));
    }

    private HttpRequest request() {
        return HttpRequest.newBuilder(server.getURI().resolve("/reports/daily")).build();
    }

    private Visit send(HttpRequest request) {
        long start = System.nanoTime();
        try {
            HttpResponse<String> response = client.send(request, HttpResponse.BodyHandlers.ofString());
            return new Visit(response, (System.nanoTime() - start) / 1_000_000);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    /** Also closes the engine and its wallet. */
    void stop() throws Exception {
        server.stop();
    }

    private static final class Page extends HttpServlet {
        private static final long serialVersionUID = 1L;

        @Override
        protected void doGet(HttpServletRequest request, HttpServletResponse response) throws IOException {
            response.getWriter().print(GOODS);
        }
    }
}
