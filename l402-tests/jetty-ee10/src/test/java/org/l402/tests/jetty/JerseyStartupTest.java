package org.l402.tests.jetty;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.concurrent.atomic.AtomicInteger;
import org.eclipse.jetty.ee10.servlet.ServletContextHandler;
import org.eclipse.jetty.ee10.servlet.ServletHolder;
import org.eclipse.jetty.server.Server;
import org.glassfish.jersey.server.ResourceConfig;
import org.glassfish.jersey.server.ServerProperties;
import org.glassfish.jersey.servlet.ServletContainer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.l402.L402;
import org.l402.L402Builder;
import org.l402.Priced;
import org.l402.invoice.development.DevelopmentWallet;
import org.l402.jaxrs.L402Feature;
import org.l402.servlet.L402Filter;

/** Resources whose price would have no effect, and a feature that stands alone where it must not. */
class JerseyStartupTest {
    private static final AtomicInteger RUNS = new AtomicInteger();

    private Server server;

    @AfterEach
    void stop() throws Exception {
        RUNS.set(0);
        server.stop();
    }

    /** A price on a method that only leads to others. */
    @Path("locator")
    public static class Locator {
        @GET
        public String get() {
            return "";
        }

        @Path("deeper")
        @Priced(sats = 3)
        public Locator deeper() {
            return this;
        }
    }

    /** A price that cannot be read. */
    @Path("bad")
    public static class Bad {
        @GET
        @Priced(sats = 3, free = "sometimes")
        public String get() {
            return "";
        }
    }

    /** A price that only the engine can judge. */
    @Path("unknown")
    public static class UnknownOffer {
        @GET
        @Priced(offer = "nowhere")
        public String get() {
            RUNS.incrementAndGet();
            return "";
        }
    }

    /** A price, and another method without one. */
    @Path("good")
    public static class Good {
        @GET
        @Priced(sats = 3)
        public String get() {
            RUNS.incrementAndGet();
            return "";
        }

        @GET
        @Path("forgotten")
        public String forgotten() {
            RUNS.incrementAndGet();
            return "";
        }
    }

    @Test
    void aPriceOnALocator() {
        assertThatThrownBy(() -> start(new ResourceConfig(Locator.class), builder()))
                .rootCause()
                .hasMessageContaining("Locator.deeper has no effect");
    }

    @Test
    void aPriceThatCannotBeRead() {
        assertThatThrownBy(() -> start(new ResourceConfig(Bad.class), builder()))
                .rootCause()
                .hasMessageContaining("Bad.get")
                .hasMessageContaining("1 per PT24H");
    }

    @Test
    void anOfferThatIsNowhereIsFoundAtStartUpIfTheFeatureHasTheEngine() throws Exception {
        assertThatThrownBy(() -> {
                    L402 engine = builder().build();
                    start(new ResourceConfig(UnknownOffer.class).register(new L402Feature(engine)), builder());
                })
                .rootCause()
                .hasMessageContaining("no offer \"nowhere\"");
    }

    @Test
    void anOfferThatIsNowhereIsNeverServed() throws Exception {
        start(new ResourceConfig(UnknownOffer.class), builder());

        assertThat(status("/unknown")).isEqualTo(500);
        assertThat(RUNS).hasValue(0);
    }

    @Test
    void withoutTheFilterNothingPricedIsServed() throws Exception {
        start(new ResourceConfig(Good.class), null);

        assertThat(status("/good")).isEqualTo(500);
        assertThat(status("/good/forgotten")).isEqualTo(200);
        assertThat(RUNS).hasValue(1);
    }

    @Test
    void whatIsExpectedToHaveAPriceIsNotServedWithoutOne() throws Exception {
        start(new ResourceConfig(Good.class), builder().expect("GET /good").expect("GET /good/forgotten"));

        assertThat(status("/good")).isEqualTo(402);
        assertThat(status("/good/forgotten")).isEqualTo(500);
        assertThat(RUNS).hasValue(0);
    }

    private static L402Builder builder() {
        return L402.builder().invoices(DevelopmentWallet.create());
    }

    private int status(String path) throws Exception {
        HttpRequest request =
                HttpRequest.newBuilder(server.getURI().resolve(path)).build();
        return HttpClient.newHttpClient()
                .send(request, HttpResponse.BodyHandlers.discarding())
                .statusCode();
    }

    private void start(ResourceConfig resources, L402Builder engine) throws Exception {
        ServletContextHandler context = new ServletContextHandler("/");
        if (engine != null) {
            context.addServletContainerInitializer((types, servlets) -> L402Filter.install(servlets, engine.build()));
        }
        resources.property(ServerProperties.WADL_FEATURE_DISABLE, true);
        ServletHolder jersey = new ServletHolder(new ServletContainer(resources));
        jersey.setInitOrder(1);
        context.addServlet(jersey, "/*");
        server = new Server(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
        server.setHandler(context);
        server.start();
    }
}
