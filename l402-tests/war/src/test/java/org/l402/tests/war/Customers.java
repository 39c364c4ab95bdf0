package org.l402.tests.war;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.l402.price.Price;
import org.l402.testkit.Payer;
import org.l402.testkit.PayingClient;

/**
 * Buy tokens without pause. Of four tokens one is used at once, one by two requests at the same time, and two are kept
 * for the next {@link #check}.
 */
final class Customers {
    private static final int BUYERS = 3;
    private static final int KEPT = 200;
    private static final int SPENT_CHECKED = 60;
    private static final HttpClient HTTP = HttpClient.newHttpClient();

    private final URI endpoint;
    private final PayingClient client;
    private final SecureRandom random = new SecureRandom();
    private final Queue<Token> kept = new ConcurrentLinkedQueue<>();
    private final Queue<Token> used = new ConcurrentLinkedQueue<>();
    private final AtomicLong lost = new AtomicLong();
    private final AtomicLong doubled = new AtomicLong();
    private final AtomicLong cut = new AtomicLong();
    private final List<Thread> buyers = new ArrayList<>();
    private volatile boolean stopped;

    Customers(URI endpoint, Payer payer) {
        this.endpoint = endpoint;
        this.client = new PayingClient(HTTP, payer, Price.sats(10));
    }

    void start() {
        for (int i = 0; i < BUYERS; i++) {
            Thread buyer = new Thread(this::buyAndUse, "buyer-" + i);
            buyer.setDaemon(true);
            buyer.start();
            buyers.add(buyer);
        }
    }

    void stop() throws InterruptedException {
        stopped = true;
        for (Thread buyer : buyers) {
            buyer.join(TimeUnit.MINUTES.toMillis(2));
        }
    }

    private void buyAndUse() {
        while (!stopped) {
            try {
                Token token = new Token(endpoint, buy());
                switch (random.nextInt(4)) {
                    case 0 -> use(token);
                    case 1 -> useTwiceAtOnce(token);
                    default -> keep(token);
                }
            } catch (IOException | IllegalStateException e) {
                // Not deployed, or gone between invoice and payment: nothing was bought.
                pause();
            } catch (InterruptedException e) {
                return;
            }
        }
    }

    /** Only so many, or a check would take long; and the latest, which were paid just before a redeploy. */
    private void keep(Token token) throws InterruptedException {
        kept.add(token);
        Token oldest = kept.size() > KEPT ? kept.poll() : null;
        if (oldest != null) {
            use(oldest);
        }
    }

    private String buy() throws IOException, InterruptedException {
        HttpRequest request = HttpRequest.newBuilder(endpoint)
                .timeout(Duration.ofSeconds(30))
                .POST(BodyPublishers.ofString("a\n1\n"))
                .build();
        HttpResponse<String> answer = HTTP.send(request, BodyHandlers.ofString());
        if (answer.statusCode() != 402) {
            throw new IllegalStateException("no invoice: " + answer.statusCode());
        }
        return client.pay(answer);
    }

    private void use(Token token) throws InterruptedException {
        settle(token, token.present() ? 1 : 0);
    }

    private void useTwiceAtOnce(Token token) throws InterruptedException {
        CompletableFuture<Boolean> other = CompletableFuture.supplyAsync(() -> {
            try {
                return token.present();
            } catch (InterruptedException e) {
                throw new IllegalStateException(e);
            }
        });
        boolean here = token.present();
        settle(token, (here ? 1 : 0) + (other.join() ? 1 : 0));
    }

    private void settle(Token token, int served) {
        if (served > 1) {
            report("served twice", token, doubled);
        } else if (served == 0 && !token.cut()) {
            report("lost", token, lost);
        } else if (served == 0) {
            // The server died between taking the price and answering.
            cut.incrementAndGet();
        }
        used.add(token);
    }

    /** Uses all that was kept, and tries to use again what was used. */
    String check() throws InterruptedException {
        long lostBefore = lost.get();
        long doubledBefore = doubled.get();
        List<Token> unspent = new ArrayList<>();
        for (Token token = kept.poll(); token != null; token = kept.poll()) {
            unspent.add(token);
            use(token);
        }
        List<Token> spent = new ArrayList<>(unspent);
        for (Token token = used.poll(); token != null; token = used.poll()) {
            if (!spent.contains(token) && spent.size() < unspent.size() + SPENT_CHECKED) {
                spent.add(token);
            }
        }
        for (Token token : spent) {
            if (token.present() && !token.cut()) {
                report("served again", token, doubled);
            }
        }
        boolean good = lost.get() == lostBefore && doubled.get() == doubledBefore && !unspent.isEmpty();
        return (good ? "OK " : "FAIL ") + unspent.size() + " unspent tokens worked, " + spent.size()
                + " spent ones were refused; so far lost " + lost + ", served twice " + doubled + ", cut off by a kill "
                + cut;
    }

    private static void report(String what, Token token, AtomicLong counter) {
        counter.incrementAndGet();
        System.err.println(what + ": " + token);
    }

    private static void pause() {
        try {
            TimeUnit.MILLISECONDS.sleep(200);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
