package org.l402.invoice.development;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import org.l402.config.ConfigurationException;
import org.l402.invoice.Preimage;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Stands in for the customer's wallet where an application gives no other way to {@link DevelopmentWallet#pay}. On the
 * loopback interface only.
 */
final class PayPort implements AutoCloseable {
    private static final int LONGEST_INVOICE = 4096;
    private static final int LAST_PORT = 65_535;
    private static final int THREADS = 4;
    private static final long PATIENCE_SECONDS = 1;
    private static final Logger LOG = LoggerFactory.getLogger(DevelopmentWallet.class);

    private final HttpServer server;
    private final ExecutorService threads = Executors.newFixedThreadPool(THREADS, task -> {
        Thread thread = new Thread(task, "l402-development-pay");
        thread.setDaemon(true);
        return thread;
    });

    private PayPort(HttpServer server, Function<String, Preimage> pay) {
        this.server = server;
        server.setExecutor(threads);
        server.createContext("/", exchange -> answer(exchange, pay));
        server.start();
    }

    static PayPort open(int port, Function<String, Preimage> pay) {
        if (port <= 0 || port > LAST_PORT) {
            throw new ConfigurationException("development.pay-port = " + port + " is no port; write 1 to 65535");
        }
        try {
            return new PayPort(
                    HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 0), pay);
        } catch (IOException e) {
            throw new ConfigurationException(
                    "development.pay-port = " + port + " cannot be used, perhaps because it is taken; write another");
        }
    }

    private static void answer(HttpExchange exchange, Function<String, Preimage> pay) throws IOException {
        try (exchange) {
            byte[] asked = exchange.getRequestBody().readNBytes(LONGEST_INVOICE);
            try {
                String invoice = new String(asked, StandardCharsets.UTF_8);
                send(exchange, 200, pay.apply(invoice).secretHex());
            } catch (IllegalArgumentException e) {
                send(exchange, 400, String.valueOf(e.getMessage()));
            }
        }
    }

    private static void send(HttpExchange exchange, int status, String line) throws IOException {
        byte[] body = (line + '\n').getBytes(StandardCharsets.UTF_8);
        exchange.getResponseHeaders().set("Content-Type", "text/plain;charset=utf-8");
        exchange.sendResponseHeaders(status, body.length);
        exchange.getResponseBody().write(body);
    }

    @Override
    public void close() {
        server.stop(0);
        threads.shutdownNow();
        try {
            if (!threads.awaitTermination(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
                LOG.warn("Somebody still pays");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
