package org.l402.tests.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.concurrent.locks.LockSupport;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.TestInstance;
import org.l402.Event;
import org.l402.price.Price;
import org.l402.testkit.PayingClient;

/** A running host, and a client for it. One host serves all tests of a class. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
abstract class HostFixture {
    private static final Duration TIMEOUT = Duration.ofSeconds(20);
    private static final Duration PATIENCE = Duration.ofSeconds(2);

    final Shop shop = Shop.open();
    final ShopApp app = new ShopApp(shop);
    final Runs runs = app.runs();
    final HttpClient http = HttpClient.newBuilder().connectTimeout(TIMEOUT).build();
    final PayingClient client = new PayingClient(http, shop.payer(), Price.sats(1000));
    URI server;

    /** Starts the host on a free port of the loopback interface, with the filter in front of all servlets. */
    protected abstract URI start(ShopApp shopApp) throws Exception;

    /** Stops it. */
    protected abstract void stop() throws Exception;

    @BeforeAll
    void startHost() throws Exception {
        server = start(app);
    }

    @AfterAll
    void stopHost() throws Exception {
        stop();
    }

    @BeforeEach
    void forget() {
        shop.walletDown(false);
        shop.ledgerDown(false);
        untilNothingRuns();
        shop.forget();
        runs.forget();
    }

    HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(server.resolve(path)).timeout(TIMEOUT);
    }

    HttpRequest get(String path) {
        return request(path).build();
    }

    HttpResponse<String> send(HttpRequest request) throws IOException, InterruptedException {
        return http.send(request, BodyHandlers.ofString());
    }

    HttpResponse<String> send(String path, String credential) throws IOException, InterruptedException {
        return send(request(path).header("Authorization", credential).build());
    }

    String buy(String path) throws IOException, InterruptedException {
        return client.buy(get(path));
    }

    /** Asserts that the credential is spent. */
    void spent(String path, String credential) throws IOException, InterruptedException {
        assertThat(send(path, credential).statusCode()).isEqualTo(402);
    }

    /** The last answer of a test may be there before its charge has ended; a charge that is never ended is not waited for. */
    private void untilNothingRuns() {
        long patience = System.nanoTime() + PATIENCE.toNanos();
        while (shop.running() > 0 && System.nanoTime() < patience) {
            LockSupport.parkNanos(1_000_000);
        }
    }

    /** Waits for charges to end: on some hosts they do so just after the client has the answer. */
    void untilTold(Class<? extends Event> kind, int count) {
        Awaitility.await()
                .atMost(TIMEOUT)
                .untilAsserted(() -> assertThat(shop.told(kind)).hasSize(count));
    }
}
