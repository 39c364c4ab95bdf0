package org.l402.invoice.lnd;

import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.l402.invoice.ErrorKind;
import org.l402.invoice.InvoiceBackendException;

/** Asks lnd and waits for the whole answer, within bounds of time and size. Thread-safe. */
final class RestClient {
    static final int MAX_BODY_BYTES = 64 * 1024;

    /** The engine stops waiting much earlier; this is for callers who do not. */
    static final Duration USUAL_LIMIT = Duration.ofSeconds(30);

    private final RestAddress address;
    private final AtomicReference<@Nullable Connecting> open;
    private final Supplier<LndMacaroon> macaroon;
    private final Duration limit;
    private final TransportFailures failures;

    /**
     * How to reach lnd.
     *
     * @param connections what makes clients
     * @param client the one to use now
     * @param pinned whether it trusts one certificate only
     */
    record Connecting(Connections connections, Supplier<HttpClient> client, boolean pinned) {}

    /** @param limit for one call, from the first packet to the last */
    RestClient(RestAddress address, Connecting connecting, Supplier<LndMacaroon> macaroon, Duration limit) {
        this.address = address;
        this.open = new AtomicReference<>(connecting);
        this.macaroon = macaroon;
        this.limit = limit;
        this.failures = new TransportFailures(address, connecting.pinned());
    }

    RestAnswer get(String path) {
        return send(HttpRequest.newBuilder(address.at(path)).GET());
    }

    RestAnswer post(String path, byte[] json) {
        return send(HttpRequest.newBuilder(address.at(path))
                .header("Content-Type", "application/json")
                .POST(BodyPublishers.ofByteArray(json)));
    }

    /** Lets go of the clients too: one that can be reached keeps its thread, and that may keep all that it can reach. */
    void close() {
        Connecting last = open.getAndSet(null);
        if (last != null) {
            Connections.end(last.client().get());
            last.connections().close();
        }
    }

    private RestAnswer send(HttpRequest.Builder request) {
        Connecting connecting = open.get();
        if (connecting == null) {
            throw new InvoiceBackendException(ErrorKind.UNAVAILABLE, "the wallet is closed");
        }
        HttpRequest complete = request.header("Accept", "application/json")
                .header("Grpc-Metadata-macaroon", macaroon.get().secretHex())
                .build();
        return await(connecting.client().get().sendAsync(complete, response -> new LimitedBody(MAX_BODY_BYTES)));
    }

    /** Not {@code HttpRequest.timeout}, which ends with the headers and lets a body drip for ever. */
    private RestAnswer await(CompletableFuture<HttpResponse<byte[]>> pending) {
        try {
            return new RestAnswer(pending.get(limit.toMillis(), TimeUnit.MILLISECONDS));
        } catch (ExecutionException e) {
            throw failures.explain(e);
        } catch (TimeoutException e) {
            pending.cancel(true);
            throw failures.explain(e);
        } catch (InterruptedException e) {
            pending.cancel(true);
            Thread.currentThread().interrupt();
            throw new InvoiceBackendException(ErrorKind.TIMEOUT, "interrupted while waiting for lnd");
        }
    }
}
