package org.l402.invoice.lnd;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Deque;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.l402.invoice.InvoiceBackend;
import org.l402.macaroon.Macaroon;

/**
 * Speaks the REST dialect of lnd 0.21 as a running node was measured to: shapes, statuses, messages and quirks. The
 * invoices themselves come from a wallet that it is given.
 */
public final class FakeLnd implements AutoCloseable {
    /** The macaroon that it accepts. */
    public static final byte[] MACAROON = TestMacaroons.LEAST.encode();

    private static final String HEADER = "Grpc-Metadata-macaroon";

    private final HttpServer server;
    private final ExecutorService threads = Executors.newCachedThreadPool();
    private final FakeInvoices invoices;
    private final Deque<Answer> scripted = new ArrayDeque<>();
    private final List<Call> calls = new CopyOnWriteArrayList<>();

    /** What was asked. */
    record Call(String method, String path, String macaroon, String body) {}

    /** An answer; statuses and bodies are lnd's own unless a test scripts others. */
    record Answer(int status, String body, Map<String, String> headers) {
        static Answer json(int status, String body) {
            return new Answer(status, body, Map.of("Content-Type", "application/json"));
        }

        static Answer error(int status, int code, String message) {
            String quoted = message.replace("\\", "\\\\").replace("\"", "\\\"");
            return json(status, "{\"code\":" + code + ", \"message\":\"" + quoted + "\", \"details\":[]}");
        }
    }

    private FakeLnd(HttpServer server, InvoiceBackend node) {
        this.server = server;
        this.invoices = new FakeInvoices(node);
        server.setExecutor(threads);
        server.createContext("/", this::handle);
        server.start();
    }

    /** Without TLS, as {@code --no-rest-tls} has it. */
    public static FakeLnd start(InvoiceBackend node) {
        try {
            return new FakeLnd(HttpServer.create(freePort(), 0), node);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** With a certificate of its own, which it writes for {@code lnd-rest.tls-cert-file}. */
    public static FakeLnd start(InvoiceBackend node, Path certificateFile) {
        TestCertificate certificate = TestCertificate.create();
        certificate.write(certificateFile);
        return start(node, certificate);
    }

    /** With this certificate. */
    static FakeLnd start(InvoiceBackend node, TestCertificate certificate) {
        try {
            HttpsServer server = HttpsServer.create(freePort(), 0);
            server.setHttpsConfigurator(new HttpsConfigurator(certificate.serverContext()));
            return new FakeLnd(server, node);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static InetSocketAddress freePort() {
        return new InetSocketAddress(InetAddress.getLoopbackAddress(), 0);
    }

    /** What to write into {@code lnd-rest.url}. */
    public String url() {
        return (server instanceof HttpsServer ? "https" : "http") + "://127.0.0.1:"
                + server.getAddress().getPort();
    }

    /** Writes the macaroon that it accepts as lnd does, for its owner only. */
    public static Path writeMacaroon(Path folder) {
        return writePrivately(folder.resolve("l402.macaroon"), MACAROON);
    }

    static Path writePrivately(Path file, byte[] content) {
        try {
            Files.write(file, content);
            return Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-------"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Gives this answer once, instead of its own. */
    void answer(Answer answer) {
        synchronized (scripted) {
            scripted.add(answer);
        }
    }

    List<Call> calls() {
        return calls;
    }

    @Override
    public void close() {
        server.stop(0);
        threads.shutdownNow();
    }

    private void handle(HttpExchange exchange) throws IOException {
        String body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
        String macaroon = exchange.getRequestHeaders().getFirst(HEADER);
        Call call = new Call(
                exchange.getRequestMethod(),
                exchange.getRequestURI().toString(),
                macaroon == null ? "" : macaroon,
                body);
        calls.add(call);
        Answer answer;
        synchronized (scripted) {
            answer = scripted.isEmpty() ? own(call) : scripted.poll();
        }
        answer.headers().forEach(exchange.getResponseHeaders()::set);
        byte[] bytes = answer.body().getBytes(StandardCharsets.UTF_8);
        exchange.sendResponseHeaders(answer.status(), bytes.length == 0 ? -1 : bytes.length);
        exchange.getResponseBody().write(bytes);
        exchange.close();
    }

    private Answer own(Call call) {
        if (call.path().equals("/v1/invoices")) {
            return call.method().equals("POST") ? permitted(call, invoices::create) : notAllowed();
        }
        if (call.path().startsWith("/v1/invoice/")) {
            return call.method().equals("GET") ? permitted(call, invoices::lookup) : notAllowed();
        }
        return Answer.error(404, 5, "Not Found");
    }

    private static Answer notAllowed() {
        return Answer.error(501, 12, "Method Not Allowed");
    }

    private interface Route {
        Answer serve(Call call);
    }

    private static Answer permitted(Call call, Route route) {
        if (call.macaroon().isEmpty()) {
            return Answer.error(500, 2, "expected 1 macaroon, got 0");
        }
        try {
            Macaroon shown = Macaroon.parse(HexFormat.of().parseHex(call.macaroon()));
            return Arrays.equals(shown.encode(), MACAROON)
                    ? route.serve(call)
                    : Answer.error(500, 2, "verification failed: signature mismatch after caveat verification");
        } catch (IllegalArgumentException e) {
            return Answer.error(500, 2, "cannot determine data format of binary-encoded macaroon");
        }
    }
}
