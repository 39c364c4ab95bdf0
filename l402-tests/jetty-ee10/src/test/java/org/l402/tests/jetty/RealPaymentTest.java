package org.l402.tests.jetty;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import org.eclipse.jetty.ee10.servlet.ServletContextHandler;
import org.eclipse.jetty.ee10.servlet.ServletHolder;
import org.eclipse.jetty.server.Server;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.l402.L402;
import org.l402.price.Price;
import org.l402.servlet.L402Filter;
import org.l402.testkit.LightningPair;
import org.l402.testkit.PayingClient;

/** An HTTP client pays a real invoice through a real channel, and gets its answer. */
class RealPaymentTest {
    private static final HttpClient HTTP = HttpClient.newHttpClient();

    private static LightningPair lightning;
    private static Server jetty;

    @BeforeAll
    static void start() throws Exception {
        lightning = LightningPair.start();
        L402 engine = L402.builder()
                .invoices(lightning.seller())
                .price("/reports/*", Price.sats(5))
                .build();
        ServletContextHandler context = new ServletContextHandler("/");
        context.addServletContainerInitializer((types, servlets) -> L402Filter.install(servlets, engine));
        context.addServlet(new ServletHolder(new Report()), "/reports/*");
        jetty = new Server(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
        jetty.setHandler(context);
        jetty.start();
    }

    @AfterAll
    static void stop() throws Exception {
        jetty.stop();
        lightning.close();
    }

    static final class Report extends HttpServlet {
        private static final long serialVersionUID = 1L;

        @Override
        protected void doGet(HttpServletRequest request, HttpServletResponse response) throws IOException {
            response.getWriter().print("worth " + L402Filter.charge(request).priceMsat() + " msat");
        }
    }

    @Test
    void isPaidThroughTheChannel() throws Exception {
        PayingClient client = new PayingClient(HTTP, lightning.buyer(), Price.sats(5));

        HttpResponse<String> answer = client.send(request());

        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.body()).isEqualTo("worth 5000 msat");
    }

    @Test
    void aCredentialThatWasBoughtIsGoodForOneCall() throws Exception {
        PayingClient client = new PayingClient(HTTP, lightning.buyer(), Price.sats(5));
        String credential = client.buy(request());

        assertThat(status(credential)).isEqualTo(200);
        assertThat(status(credential)).isEqualTo(402);
    }

    private static int status(String credential) throws Exception {
        HttpRequest paid = PayingClient.withCredential(request(), credential);
        return HTTP.send(paid, HttpResponse.BodyHandlers.discarding()).statusCode();
    }

    private static HttpRequest request() {
        URI uri = jetty.getURI().resolve("/reports/daily");
        return HttpRequest.newBuilder(uri).build();
    }
}
