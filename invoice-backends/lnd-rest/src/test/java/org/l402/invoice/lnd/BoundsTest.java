package org.l402.invoice.lnd;

import static org.assertj.core.api.Assertions.assertThat;
import static org.l402.invoice.lnd.TestWallets.REQUEST;
import static org.l402.invoice.lnd.TestWallets.failure;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.http.HttpClient;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.EnabledForJreRange;
import org.junit.jupiter.api.condition.JRE;
import org.junit.jupiter.api.io.TempDir;
import org.l402.invoice.ErrorKind;
import org.l402.invoice.InvoiceBackendException;
import org.l402.invoice.PaymentHash;

/** A node, or what stands in its place, cannot hold a thread or fill the memory. */
@Timeout(20)
class BoundsTest {
    private static final String HEAD = "HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nContent-Length: ";
    private static final String ERROR = "{\"code\":2, \"message\":\"wallet locked, unlock it\"}";

    @TempDir
    private Path folder;

    @Test
    void aHangEndsWithAnInterruptAndClosesTheConnection() throws Exception {
        CountDownLatch closed = new CountDownLatch(1);
        try (RawServer server = new RawServer((socket, request) -> {
                    RawServer.awaitClose(socket);
                    closed.countDown();
                    return false;
                });
                LndRestWallet wallet = wallet(server)) {
            interruptsSoon(wallet, server);
            assertThat(closed.await(5, TimeUnit.SECONDS)).isTrue();
        }
    }

    @Test
    void aDripEndsWithAnInterruptAndClosesTheConnection() throws Exception {
        CountDownLatch closed = new CountDownLatch(1);
        try (RawServer server = new RawServer((socket, request) -> {
                    drip(socket);
                    closed.countDown();
                    return false;
                });
                LndRestWallet wallet = wallet(server)) {
            interruptsSoon(wallet, server);
            assertThat(closed.await(5, TimeUnit.SECONDS)).isTrue();
        }
    }

    @Test
    void aTlsHandshakeThatHangsEndsWithAnInterruptAndClosesTheConnection() throws Exception {
        CountDownLatch closed = new CountDownLatch(1);
        RawServer.Behaviour silent = (socket, request) -> {
            RawServer.awaitClose(socket);
            closed.countDown();
            return false;
        };
        try (RawServer server = RawServer.answeringAnyByte(silent);
                LndRestWallet wallet = TestWallets.builder(server.url().replace("http", "https"), folder)
                        .build()) {
            interruptsSoon(wallet, server);
            assertThat(closed.await(2, TimeUnit.SECONDS)).isTrue();
        }
    }

    @Test
    void aDripEndsByItselfToo() throws Exception {
        CountDownLatch closed = new CountDownLatch(1);
        try (RawServer server = new RawServer((socket, request) -> {
            drip(socket);
            closed.countDown();
            return false;
        })) {
            LndMacaroon macaroon = LndMacaroon.read(FakeLnd.writeMacaroon(folder), false);
            Connections connections = new Connections();
            HttpClient http = connections.trustingThePlatform();
            RestClient client = new RestClient(
                    RestAddress.parse(server.url()),
                    new RestClient.Connecting(connections, () -> http, false),
                    () -> macaroon,
                    Duration.ofMillis(200));

            assertThat(failure(() -> client.get("/v1/state")).kind()).isEqualTo(ErrorKind.TIMEOUT);
            assertThat(closed.await(5, TimeUnit.SECONDS)).isTrue();
        }
    }

    private static void interruptsSoon(LndRestWallet wallet, RawServer server) throws Exception {
        CompletableFuture<InvoiceBackendException> failed = new CompletableFuture<>();
        CompletableFuture<Boolean> interrupted = new CompletableFuture<>();
        Thread caller = new Thread(() -> {
            failed.complete(failure(() -> wallet.create(REQUEST)));
            interrupted.complete(Thread.currentThread().isInterrupted());
        });
        caller.start();
        while (server.requests() == 0) {
            Thread.sleep(5);
        }
        Thread.sleep(50);
        assertThat(failed).isNotDone();

        caller.interrupt();

        assertThat(failed.get(1, TimeUnit.SECONDS).kind()).isEqualTo(ErrorKind.TIMEOUT);
        assertThat(interrupted.get(1, TimeUnit.SECONDS)).isTrue();
    }

    private static void drip(Socket socket) {
        try {
            RawServer.write(socket, HEAD + "1000\r\n\r\n");
            while (true) {
                RawServer.write(socket, " ");
                Thread.sleep(20);
            }
        } catch (IOException closed) {
            return;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @Test
    @EnabledForJreRange(min = JRE.JAVA_21)
    void closingEndsCallsThatHang() throws Exception {
        RawServer.Behaviour silent = (socket, request) -> {
            RawServer.awaitClose(socket);
            return false;
        };
        try (RawServer server = new RawServer(silent)) {
            CompletableFuture<InvoiceBackendException> failed;
            try (LndRestWallet wallet = wallet(server)) {
                failed = CompletableFuture.supplyAsync(() -> failure(() -> wallet.create(REQUEST)));
                while (server.requests() == 0) {
                    Thread.sleep(5);
                }
            }
            assertThat(failed.get(2, TimeUnit.SECONDS).kind()).isEqualTo(ErrorKind.UNAVAILABLE);
        }
    }

    @Test
    void anAnswerOf64KiBIsReadAndALongerOneIsNot() {
        int limit = RestClient.MAX_BODY_BYTES;
        try (RawServer server = new RawServer((socket, request) -> {
                    int length = request == 1 ? limit : limit + 1;
                    RawServer.write(socket, "HTTP/1.1 500 x\r\nContent-Length: " + length + "\r\n\r\n");
                    RawServer.write(socket, ERROR + " ".repeat(length - ERROR.length()));
                    return true;
                });
                LndRestWallet wallet = wallet(server)) {
            assertThat(failure(() -> wallet.create(REQUEST))).hasMessageContaining("lncli unlock");
            InvoiceBackendException tooLong = failure(() -> wallet.create(REQUEST));
            assertThat(tooLong.kind()).isEqualTo(ErrorKind.UNAVAILABLE);
            assertThat(tooLong).hasMessageContaining("64 KiB");
        }
    }

    @Test
    void anEndlessAnswerIsBrokenOff() throws Exception {
        CountDownLatch closed = new CountDownLatch(1);
        try (RawServer server = new RawServer((socket, request) -> {
                    RawServer.write(socket, "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n");
                    try {
                        while (true) {
                            RawServer.write(socket, "1000\r\n" + " ".repeat(0x1000) + "\r\n");
                        }
                    } catch (IOException e) {
                        closed.countDown();
                        return false;
                    }
                });
                LndRestWallet wallet = wallet(server)) {
            assertThat(failure(() -> wallet.create(REQUEST))).hasMessageContaining("64 KiB");
            assertThat(closed.await(5, TimeUnit.SECONDS)).isTrue();
        }
    }

    @Test
    void aTruncatedAnswerIsUnavailable() {
        try (RawServer server = new RawServer((socket, request) -> {
                    RawServer.write(socket, HEAD + "500\r\n\r\n{\"r_hash\":\"AAAA");
                    return false;
                });
                LndRestWallet wallet = wallet(server)) {
            InvoiceBackendException failure = failure(() -> wallet.create(REQUEST));
            assertThat(failure.kind()).isEqualTo(ErrorKind.UNAVAILABLE);
            assertThat(failure.getMessage()).doesNotContain("AAAA");
        }
    }

    @Test
    void anAnswerThatIsNotHttpIsUnavailable() {
        try (RawServer server = new RawServer((socket, request) -> {
                    RawServer.write(socket, "220 mail.example.com ESMTP\r\n\r\n");
                    return false;
                });
                LndRestWallet wallet = wallet(server)) {
            assertThat(failure(() -> wallet.create(REQUEST)).kind()).isEqualTo(ErrorKind.UNAVAILABLE);
        }
    }

    @Test
    void aRequestThatMayHaveArrivedIsNotRepeated() {
        try (RawServer server = new RawServer((socket, request) -> false);
                LndRestWallet wallet = wallet(server)) {
            assertThat(failure(() -> wallet.create(REQUEST)).kind()).isEqualTo(ErrorKind.UNAVAILABLE);
            assertThat(server.requests()).isEqualTo(1);
        }
    }

    /** On a connection that was used before, the JDK takes a close for an idle one that ran out, and would repeat a GET. */
    @Test
    void aRequestOnAKeptConnectionIsNotRepeatedEither() {
        try (RawServer server = new RawServer((socket, request) -> {
                    if (request == 1) {
                        RawServer.write(socket, HEAD + ERROR.length() + "\r\n\r\n" + ERROR);
                    }
                    return request == 1;
                });
                LndRestWallet wallet = wallet(server)) {
            failure(() -> wallet.create(REQUEST));
            assertThat(failure(() -> wallet.create(REQUEST)).kind()).isEqualTo(ErrorKind.UNAVAILABLE);
            assertThat(server.requests()).isEqualTo(2);
        }
    }

    @Test
    void aConnectionThatIsResetIsUnavailable() {
        try (RawServer server = new RawServer((socket, request) -> {
                    socket.setSoLinger(true, 0);
                    return false;
                });
                LndRestWallet wallet = wallet(server)) {
            InvoiceBackendException failure = failure(() -> wallet.create(REQUEST));
            assertThat(failure.kind()).isEqualTo(ErrorKind.UNAVAILABLE);
            assertThat(failure).hasMessageContaining("write https://");
        }
    }

    @Test
    void aNodeThatIsDownIsUnavailableAndNamedByItsAddress() throws IOException {
        String url;
        try (ServerSocket unused = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            url = "http://127.0.0.1:" + unused.getLocalPort();
        }
        try (LndRestWallet wallet = TestWallets.builder(url, folder).build()) {
            InvoiceBackendException failure = failure(() -> wallet.create(REQUEST));
            assertThat(failure.kind()).isEqualTo(ErrorKind.UNAVAILABLE);
            assertThat(failure).hasMessageContaining(url).hasMessageContaining("is lnd running");
        }
    }

    @Test
    void aHostNameThatDoesNotExistIsUnavailable() {
        try (LndRestWallet wallet =
                TestWallets.builder("https://lnd.invalid:8080", folder).build()) {
            assertThat(failure(() -> wallet.lookup(PaymentHash.of(new byte[32]), Optional.empty()))
                            .kind())
                    .isEqualTo(ErrorKind.UNAVAILABLE);
        }
    }

    @Test
    void takesNoProxy() {
        try (FakeLnd lnd = FakeLnd.start(new TestNode());
                RawServer proxy = new RawServer((socket, request) -> false)) {
            System.setProperty("http.proxyHost", "127.0.0.1");
            System.setProperty("http.proxyPort", proxy.url().replaceAll(".*:", ""));
            System.setProperty("http.nonProxyHosts", "");
            try (LndRestWallet wallet = TestWallets.builder(lnd.url(), folder).build()) {
                assertThat(wallet.create(REQUEST).bolt11()).startsWith("lnbcrt");
            }
            assertThat(proxy.requests()).isZero();
        } finally {
            List.of("http.proxyHost", "http.proxyPort", "http.nonProxyHosts").forEach(System::clearProperty);
        }
    }

    private LndRestWallet wallet(RawServer server) {
        return TestWallets.builder(server.url(), folder).build();
    }
}
