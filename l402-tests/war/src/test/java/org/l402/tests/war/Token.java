package org.l402.tests.war;

import java.io.IOException;
import java.net.ConnectException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.TimeUnit;
import org.l402.testkit.PayingClient;

/** A paid credential, and what became of it. */
final class Token {
    private static final HttpClient HTTP = HttpClient.newHttpClient();
    private static final long PATIENCE_NANOS = TimeUnit.SECONDS.toNanos(100);

    private final HttpRequest request;
    private final Queue<String> answers = new ConcurrentLinkedQueue<>();
    private volatile boolean cut;

    Token(URI endpoint, String credential) {
        HttpRequest unpaid = HttpRequest.newBuilder(endpoint)
                .timeout(Duration.ofSeconds(30))
                .POST(BodyPublishers.ofString("a\n1\n"))
                .build();
        this.request = PayingClient.withCredential(unpaid, credential);
    }

    /** Whether a request died on the way, so that nobody can know whether it was served. */
    boolean cut() {
        return cut;
    }

    /**
     * Presents it until the server says yes (200) or no (402), while it is away, starts, or still holds the price for a
     * call that it died in.
     */
    boolean present() throws InterruptedException {
        long end = System.nanoTime() + PATIENCE_NANOS;
        while (System.nanoTime() < end) {
            int status = attempt();
            if (status == 200 || status == 402) {
                return status == 200;
            }
            TimeUnit.MILLISECONDS.sleep(100);
        }
        answers.add("no answer in time");
        return false;
    }

    private int attempt() throws InterruptedException {
        try {
            HttpResponse<String> answer = HTTP.send(request, BodyHandlers.ofString());
            boolean telling = !List.of(404, 429, 503).contains(answer.statusCode());
            answers.add(telling ? answer.statusCode() + " " + answer.body() : Integer.toString(answer.statusCode()));
            return answer.statusCode();
        } catch (ConnectException e) {
            return 0;
        } catch (IOException e) {
            cut = true;
            answers.add(e.toString());
            return 0;
        }
    }

    @Override
    public String toString() {
        return String.join("\n  ", answers);
    }
}
