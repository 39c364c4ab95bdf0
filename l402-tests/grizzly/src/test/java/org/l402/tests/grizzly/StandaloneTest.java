package org.l402.tests.grizzly;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.inject.Provider;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.container.AsyncResponse;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.Suspended;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.StreamingOutput;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ForkJoinPool;
import org.awaitility.Awaitility;
import org.glassfish.grizzly.http.server.HttpServer;
import org.glassfish.grizzly.http.server.Request;
import org.glassfish.jersey.grizzly2.httpserver.GrizzlyHttpServerFactory;
import org.glassfish.jersey.server.ResourceConfig;
import org.glassfish.jersey.server.ServerProperties;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.l402.Event;
import org.l402.L402;
import org.l402.Priced;
import org.l402.invoice.development.DevelopmentWallet;
import org.l402.jaxrs.L402Feature;
import org.l402.price.Price;
import org.l402.testkit.PayingClient;

/** Jersey on a server that knows no servlets: the feature decides and ends the charge. */
class StandaloneTest {
    private final HttpClient http = HttpClient.newHttpClient();
    private final DevelopmentWallet wallet = DevelopmentWallet.create();
    private final List<Event> events = new CopyOnWriteArrayList<>();
    private final L402 engine =
            L402.builder().invoices(wallet).listener(events::add).build();
    private final PayingClient client = new PayingClient(http, wallet::pay, Price.sats(100));
    private URI uri;
    private HttpServer grizzly;

    /** What is sold. */
    @Path("shop")
    @Priced(sats = 5)
    public static class Shop {
        @GET
        @Path("ok")
        public String ok(@Context ContainerRequestContext request) {
            return "paid " + L402Feature.payment(request).orElseThrow().paidMsat();
        }

        @GET
        @Path("free")
        @Priced(sats = 5, free = "1 per PT1H")
        public String free() {
            return "free";
        }

        @GET
        @Path("empty")
        public void empty() {}

        @GET
        @Path("stream")
        public StreamingOutput stream() {
            return out -> out.write("streamed".getBytes(StandardCharsets.UTF_8));
        }

        @GET
        @Path("async")
        public void async(@Suspended AsyncResponse response) {
            ForkJoinPool.commonPool().execute(() -> response.resume("later"));
        }

        @GET
        @Path("throw")
        public String fail() {
            throw new IllegalStateException("the seller's own");
        }

        @GET
        @Path("stream-fails")
        public StreamingOutput streamFails() {
            return out -> {
                throw new IllegalStateException("the seller's own");
            };
        }
    }

    @BeforeEach
    void start() throws Exception {
        try (ServerSocket free = new ServerSocket(0)) {
            uri = URI.create("http://localhost:" + free.getLocalPort() + "/");
        }
        Grizzly connection = new Grizzly();
        ResourceConfig config = new ResourceConfig(Shop.class)
                .register(L402Feature.standalone(engine, request -> connection.remoteAddress()))
                .register(connection)
                .property(ServerProperties.WADL_FEATURE_DISABLE, true);
        grizzly = GrizzlyHttpServerFactory.createHttpServer(uri, config);
    }

    /** How this server tells the address of a client. */
    static final class Grizzly {
        @Context
        private Provider<Request> request;

        String remoteAddress() {
            return request.get().getRemoteAddr();
        }
    }

    @AfterEach
    void stop() {
        grizzly.shutdownNow();
        engine.close();
    }

    @Test
    void sellsOneCall() throws Exception {
        HttpRequest ask = request("ok");
        String credential = client.buy(ask);

        HttpResponse<String> paid = send(PayingClient.withCredential(ask, credential));

        assertThat(paid.body()).isEqualTo("paid 5000");
        assertThat(paid.headers().firstValue("Cache-Control")).contains("private");
        assertThat(send(PayingClient.withCredential(ask, credential)).statusCode())
                .isEqualTo(402);
    }

    @Test
    void knowsItsClients() throws Exception {
        assertThat(send(request("free")).body()).isEqualTo("free");
        assertThat(send(request("free")).statusCode()).isEqualTo(402);
    }

    @ParameterizedTest
    @ValueSource(strings = {"ok", "empty", "stream", "async"})
    void aDeliveredAnswerIsPaid(String work) throws Exception {
        assertThat(client.send(request(work)).statusCode()).isLessThan(300);

        untilTold(Event.Captured.class);
    }

    @ParameterizedTest
    @ValueSource(strings = {"stream-fails"})
    void anAnswerThatFailedCostsNothing(String work) throws Exception {
        assertThat(client.send(request(work)).statusCode()).isEqualTo(500);

        untilTold(Event.Released.class);
    }

    /** An exception that nothing maps reaches neither response filters nor interceptors: the lease gives the money back. */
    @Test
    void anExceptionThatNothingMapsIsNotCaptured() throws Exception {
        assertThat(client.send(request("throw")).statusCode()).isEqualTo(500);

        assertThat(events).noneMatch(Event.Captured.class::isInstance);
    }

    private void untilTold(Class<? extends Event> kind) {
        Awaitility.await()
                .atMost(Duration.ofSeconds(10))
                .untilAsserted(
                        () -> assertThat(events).filteredOn(kind::isInstance).hasSize(1));
    }

    private HttpRequest request(String path) {
        return HttpRequest.newBuilder(uri.resolve("shop/" + path)).build();
    }

    private HttpResponse<String> send(HttpRequest request) throws Exception {
        return http.send(request, BodyHandlers.ofString());
    }
}
