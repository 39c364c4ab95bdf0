package org.l402.invoice.lnd;

import static org.assertj.core.api.Assertions.assertThat;
import static org.l402.invoice.lnd.TestWallets.REQUEST;
import static org.l402.invoice.lnd.TestWallets.failure;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.l402.invoice.ErrorKind;
import org.l402.invoice.InvoiceBackendException;
import org.l402.invoice.InvoiceRequest;
import org.l402.invoice.PaymentHash;
import org.l402.invoice.lnd.FakeLnd.Answer;

/** Every error that a running lnd 0.21.2 was seen to give, and what others may put in its place. */
class LndErrorsTest {
    private static final Instant NOW = Instant.parse("2026-11-22T12:00:00Z");

    private final FakeLnd lnd = FakeLnd.start(new TestNode());

    @TempDir
    private Path folder;

    private LndRestWallet wallet;

    @BeforeEach
    void open() {
        wallet = TestWallets.builder(lnd.url(), folder).clock(() -> NOW).build();
    }

    @AfterEach
    void close() {
        wallet.close();
        lnd.close();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            500 | 2  | expected 1 macaroon, got 0                                                | AUTH        | Grpc-Metadata-macaroon
            500 | 2  | verification failed: signature mismatch after caveat verification         | AUTH        | another node
            500 | 2  | cannot determine data format of binary-encoded macaroon                   | AUTH        | lnd-rest.macaroon-file
            500 | 2  | encoding/hex: invalid byte: U+0067 'g'                                    | AUTH        | lnd-rest.macaroon-file
            500 | 2  | permission denied                                                         | AUTH        | lncli bakemacaroon
            500 | 2  | caveat "time-before 2026-01-01T00:00:00Z" not satisfied: macaroon has expired | AUTH    | has expired
            500 | 2  | caveat "ipaddr 10.0.0.1" not satisfied: macaroon locked to different IP address | AUTH  | IP address
            500 | 2  | caveat "lnd-custom x" not satisfied: caveat not recognized                | AUTH        | condition
            500 | 2  | cannot retrieve macaroon: cannot get macaroon: root key with id 7 doesn't exist | AUTH  | root key
            500 | 2  | wallet locked, unlock it to enable full RPC access                        | UNAVAILABLE | lncli unlock
            500 | 2  | wallet not created, create one to enable full RPC access                  | UNAVAILABLE | lncli create
            500 | 2  | the RPC server is in the process of starting up, but not yet ready to accept calls | UNAVAILABLE | starting
            500 | 2  | waiting to start, RPC services not available                              | UNAVAILABLE | waiting
            500 | 2  | something that no release of lnd has said so far                          | UNAVAILABLE | gRPC code 2
            500 | 2  | invoice amount 100000.00000001 BTC is too large, max is 100000 BTC        | INVALID_REQUEST | amount
            500 | 2  | amount cannot be negative                                                 | INVALID_REQUEST | amount
            500 | 2  | memo too large: 1025 bytes (maxsize=1024)                                 | INVALID_REQUEST | description
            500 | 2  | data length too big to fit within 10 bits: 1024                           | INVALID_REQUEST | 639 bytes
            500 | 2  | expiry of 31536001 seconds greater than max expiry of 31536000 seconds    | INVALID_REQUEST | year
            500 | 2  | sat and msat arguments are mutually exclusive                             | UNAVAILABLE | gRPC code 2
            400 | 3  | (line 1:2): unknown field "x"                                             | INVALID_REQUEST | gRPC code 3
            404 | 5  | Not Found                                                                 | UNAVAILABLE | lnd-rest.url
            501 | 12 | Method Not Allowed                                                        | UNAVAILABLE | gRPC code 12
            504 | 4  | context deadline exceeded                                                 | TIMEOUT     | gRPC code 4
            403 | 7  | not today                                                                 | AUTH        | gRPC code 7
            401 | 16 | who are you                                                               | AUTH        | gRPC code 16
            503 | 14 | connection refused                                                        | UNAVAILABLE | gRPC code 14
            503 | 8  | too busy                                                                  | RATE_LIMITED | gRPC code 8
            404 | 5  | unable to locate invoice                                                  | NOT_FOUND   | payment hash
            404 | 5  | there are no existing invoices                                            | NOT_FOUND   | no invoice
            """)
    void readsTheMessageBeforeTheStatus(int status, int code, String message, ErrorKind kind, String hint) {
        lnd.answer(Answer.error(status, code, message));
        lnd.answer(Answer.error(status, code, message));

        InvoiceBackendException creating = failure(() -> wallet.create(REQUEST));
        InvoiceBackendException looking = failure(() -> lookup());

        assertThat(creating.kind()).isEqualTo(kind);
        assertThat(creating).hasMessageContaining(hint);
        assertThat(looking.kind()).isEqualTo(kind);
        assertThat(looking).hasMessageContaining(hint);
    }

    @ParameterizedTest
    @ValueSource(ints = {640, 1024, 1025})
    void aDescriptionThatDoesNotFitIsAnInvalidRequest(int length) {
        InvoiceRequest request = new InvoiceRequest(1, "x".repeat(length), Duration.ofMinutes(1));

        assertThat(failure(() -> wallet.create(request)).kind()).isEqualTo(ErrorKind.INVALID_REQUEST);
    }

    @Test
    void limitsOfLndAreInvalidRequests() {
        InvoiceRequest huge = new InvoiceRequest(Long.MAX_VALUE, "", Duration.ofMinutes(1));
        InvoiceRequest endless = new InvoiceRequest(1, "", Duration.ofSeconds(31_536_001));

        assertThat(failure(() -> wallet.create(huge)).kind()).isEqualTo(ErrorKind.INVALID_REQUEST);
        assertThat(failure(() -> wallet.create(endless)).kind()).isEqualTo(ErrorKind.INVALID_REQUEST);
    }

    @ParameterizedTest
    @CsvSource({
        "17, PT17S",
        "' 0 ', PT0S",
        "'Sun, 22 Nov 2026 12:01:30 GMT', PT1M30S",
        "'Sun, 22 Nov 2026 11:00:00 GMT', PT0S"
    })
    void askedTooOftenWaitsAsLongAsItIsTold(String header, Duration wait) {
        lnd.answer(new Answer(429, "<html>slow down</html>", Map.of("Retry-After", header)));

        InvoiceBackendException failure = failure(() -> wallet.create(REQUEST));

        assertThat(failure.kind()).isEqualTo(ErrorKind.RATE_LIMITED);
        assertThat(failure.retryAfter()).contains(wait);
    }

    @ParameterizedTest
    @ValueSource(strings = {"soon", "-5", "99999999999999999999", "Sun, 22 Nov 2026"})
    void ignoresAWaitThatItCannotRead(String header) {
        lnd.answer(new Answer(429, "", Map.of("Retry-After", header)));

        assertThat(failure(() -> wallet.create(REQUEST)).retryAfter()).isEmpty();
    }

    @Test
    void anUnavailableProxyMaySayWhenToComeBackToo() {
        lnd.answer(new Answer(503, "<html>maintenance</html>", Map.of("Retry-After", "9")));

        InvoiceBackendException failure = failure(() -> wallet.create(REQUEST));

        assertThat(failure.kind()).isEqualTo(ErrorKind.UNAVAILABLE);
        assertThat(failure.retryAfter()).contains(Duration.ofSeconds(9));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            200 | <html>Welcome to nginx</html>
            502 | <html>Bad Gateway</html>
            200 | ''
            500 | ''
            200 | []
            200 | null
            200 | {}
            200 | {"r_hash":"AAAA", "payment_request":"lnbcrt1"}
            200 | {"r_hash":7, "payment_request":"lnbcrt1"}
            200 | {"r_hash":"****", "payment_request":"lnbcrt1"}
            200 | {"r_hash":"AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA="}
            200 | {"r_hash":"AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA=", "payment_request":"lnbcrt1
            200 | {"r_hash":"AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA=", "state":"LOST"}
            500 | {"code":{}, "message":[]}
            500 | {"code":2, "message":"wallet
            204 | ''
            """)
    void anythingElseIsUnavailable(int status, String body) {
        lnd.answer(new Answer(status, body, Map.of()));
        lnd.answer(new Answer(status, body, Map.of()));

        InvoiceBackendException creating = failure(() -> wallet.create(REQUEST));
        InvoiceBackendException looking = failure(() -> lookup());

        assertThat(creating.kind()).isEqualTo(ErrorKind.UNAVAILABLE);
        assertThat(looking.kind()).isEqualTo(ErrorKind.UNAVAILABLE);
        assertThat(creating.getMessage()).doesNotContain("nginx", "Gateway", "lnbcrt1", "AAAA");
    }

    @ParameterizedTest
    @ValueSource(ints = {301, 302, 307, 308})
    void followsNoRedirect(int status) {
        String elsewhere = lnd.url() + "/elsewhere";
        lnd.answer(new Answer(status, "", Map.of("Location", elsewhere)));

        InvoiceBackendException failure = failure(() -> wallet.create(REQUEST));

        assertThat(failure.kind()).isEqualTo(ErrorKind.UNAVAILABLE);
        assertThat(failure).hasMessageContaining("redirect");
        assertThat(lnd.calls()).hasSize(1);
    }

    @Test
    void jsonThatIsNotLndsIsNamedAsSuch() {
        lnd.answer(Answer.json(502, "{\"error\":\"no upstream\"}"));

        assertThat(failure(() -> wallet.create(REQUEST))).hasMessageContaining("status 502 and not in the way of lnd");
    }

    @Test
    void plainHttpToATlsPortIsNamedAsSuch() {
        lnd.answer(new Answer(400, "Client sent an HTTP request to an HTTPS server.\n", Map.of()));

        assertThat(failure(() -> wallet.create(REQUEST))).hasMessageContaining("https://");
    }

    private void lookup() {
        wallet.lookup(PaymentHash.of(new byte[32]), Optional.empty());
    }
}
