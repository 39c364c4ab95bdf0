package org.l402.tests.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.l402.Event;

/** What must hold on every servlet container. Extend it with one that starts it and one that stops it. */
public abstract class HttpSuite extends BadInputSuite {
    private static final int THREADS = 64;

    /** For subclasses. */
    protected HttpSuite() {}

    @Test
    @Tag("concurrency")
    @Tag("invariant-02")
    @Tag("invariant-11")
    void ofManyRequestsWithOneTokenExactlyOneRunsAndNoneIsAskedToPayMeanwhile() throws Exception {
        String credential = buy("/priced/wait");
        int invoices = shop.told(Event.Challenged.class).size();
        app.work().closeGate();
        List<CompletableFuture<Integer>> statuses = new ArrayList<>();
        try {
            for (int i = 0; i < THREADS; i++) {
                HttpRequest request = request("/priced/wait")
                        .header("Authorization", credential)
                        .build();
                statuses.add(http.sendAsync(request, HttpResponse.BodyHandlers.ofString())
                        .thenApply(HttpResponse::statusCode));
            }
            Awaitility.await()
                    .untilAsserted(() -> assertThat(statuses)
                            .filteredOn(CompletableFuture::isDone)
                            .hasSize(THREADS - 1));
            assertThat(shop.told(Event.Challenged.class))
                    .as("no second invoice")
                    .hasSize(invoices);
        } finally {
            app.work().openGate();
        }
        List<Integer> all = statuses.stream().map(CompletableFuture::join).toList();
        assertThat(all).filteredOn(status -> status == 200).hasSize(1);
        assertThat(all).filteredOn(status -> status == 429).hasSize(THREADS - 1);
        assertThat(runs.of("wait")).isEqualTo(1);
    }

    @Test
    @Tag("concurrency")
    @Tag("trap-09")
    void ofManyThreadsAFreeQuotaServesExactlyItsNumber() throws Exception {
        List<Integer> statuses = together(() -> send(get("/free-ten")).statusCode());

        assertThat(statuses).filteredOn(status -> status == 200).hasSize(10);
        assertThat(statuses).filteredOn(status -> status == 402).hasSize(THREADS - 10);
        assertThat(runs.of("free-ten")).isEqualTo(10);
    }

    @Test
    void strangersInAHurryAreAllAskedToPay() throws Exception {
        assertThat(together(() -> send(get("/priced/ok")).statusCode())).containsOnly(402);
        assertThat(runs.all()).isZero();
    }

    private static List<Integer> together(Callable<Integer> work) throws Exception {
        ExecutorService threads = Executors.newFixedThreadPool(THREADS);
        try {
            List<Integer> results = new ArrayList<>();
            for (Future<Integer> result : threads.invokeAll(Collections.nCopies(THREADS, work))) {
                results.add(result.get());
            }
            return results;
        } finally {
            threads.shutdownNow();
        }
    }

    @Test
    void thePriceOfABodyIsKnownAndTheHandlerSeesTheSameBytes() throws Exception {
        HttpRequest ask = json("/by-body", "{\"words\": 3, \"text\": \"drei Wörter hier\"}");
        String credential = client.buy(ask);

        HttpResponse<String> answer = send(withCredential(ask, credential));

        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(runs.of("by-body")).isEqualTo(1);
        assertThat(amount(send(json("/by-body", "{\"words\": 4}")))).isEqualTo("4");
    }

    @Test
    void asynchronousWorkSeesTheSameBytes() throws Exception {
        HttpRequest ask = json("/by-body/async-echo", "{\"words\": 3, \"text\": \"drei Wörter hier\"}");

        HttpResponse<String> answer = send(withCredential(ask, client.buy(ask)));

        assertThat(answer.body()).isEqualTo("{\"words\": 3, \"text\": \"drei Wörter hier\"}");
        untilTold(Event.Captured.class, 1);
    }

    @Test
    void aBodyThatHasNoPriceIsRefused() throws Exception {
        assertThat(send(json("/by-body", "{")).statusCode()).isEqualTo(400);
        assertThat(send(json("/by-body", "{\"words\": \"x\"}")).statusCode()).isEqualTo(400);
        assertThat(send(json("/by-body", "{\"pad\":\"" + "x".repeat(70_000) + "\"}"))
                        .statusCode())
                .isEqualTo(413);
        assertThat(send(request("/by-body")
                                .POST(BodyPublishers.ofString("words=3"))
                                .build())
                        .statusCode())
                .isEqualTo(400);
        assertThat(runs.all()).isZero();
    }

    @Test
    void aBodyOfAFixedPriceIsTheHandlersAlone() throws Exception {
        String large = "x".repeat(200_000);
        String credential = buy("/priced/echo");

        assertThat(send(request("/priced/echo")
                                .header("Authorization", credential)
                                .POST(BodyPublishers.ofString(large))
                                .build())
                        .body())
                .isEqualTo(large);
    }

    @Test
    void anUnpaidRequestWithABodyIsAnsweredBeforeTheBodyIsRead() throws Exception {
        HttpResponse<String> response = send(request("/priced/echo")
                .POST(BodyPublishers.ofString("{not even json"))
                .build());

        assertThat(response.statusCode()).isEqualTo(402);
    }

    private HttpRequest json(String path, String body) {
        return request(path)
                .header("Content-Type", "application/json")
                .POST(BodyPublishers.ofString(body))
                .build();
    }

    private static HttpRequest withCredential(HttpRequest request, String credential) {
        return org.l402.testkit.PayingClient.withCredential(request, credential);
    }
}
