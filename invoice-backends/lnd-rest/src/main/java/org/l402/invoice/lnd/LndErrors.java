package org.l402.invoice.lnd;

import jakarta.json.JsonObject;
import jakarta.json.spi.JsonProvider;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.l402.invoice.ErrorKind;
import org.l402.invoice.InvoiceBackendException;

/**
 * What lnd's errors mean. Almost all of them are status 500 with the gRPC code 2 (UNKNOWN), a macaroon that lacks a right
 * as well as a wallet that is locked, so it is the beginning of the message that tells them apart (lnd 0.21).
 *
 * <p>The message itself is not repeated: it can quote bytes of the macaroon.
 */
final class LndErrors {
    private static final String BAKE = "; make one with: " + LndMacaroon.BAKE;
    private static final String THE_MACAROON = "the macaroon in lnd-rest.macaroon-file ";

    private static final int TOO_MANY_REQUESTS = 429;

    /** What a message that starts like this means; the first match counts. */
    private record Rule(String start, ErrorKind kind, String meaning) {}

    private static final List<Rule> RULES = List.of(
            new Rule("unable to locate invoice", ErrorKind.NOT_FOUND, "lnd knows no invoice with this payment hash"),
            new Rule("there are no existing invoices", ErrorKind.NOT_FOUND, "lnd has no invoice at all yet"),
            new Rule(
                    "wallet locked",
                    ErrorKind.UNAVAILABLE,
                    "lnd's wallet is locked; run: lncli unlock (or set wallet-unlock-password-file in lnd.conf)"),
            new Rule("wallet not created", ErrorKind.UNAVAILABLE, "lnd has no wallet yet; run: lncli create"),
            new Rule("Not Found", ErrorKind.UNAVAILABLE, "lnd-rest.url does not lead to lnd's REST interface"),
            new Rule("the RPC server is in the process of starting", ErrorKind.UNAVAILABLE, "lnd is starting"),
            new Rule("waiting to start", ErrorKind.UNAVAILABLE, "lnd is waiting to start"),
            new Rule(
                    "permission denied",
                    ErrorKind.AUTH,
                    THE_MACAROON + "does not allow making and looking up invoices" + BAKE),
            new Rule(
                    "verification failed",
                    ErrorKind.AUTH,
                    THE_MACAROON + "is of another node, or was altered; copy it from the node of lnd-rest.url"),
            new Rule(
                    "cannot retrieve macaroon",
                    ErrorKind.AUTH,
                    THE_MACAROON + "is no longer valid, as its root key was deleted" + BAKE),
            new Rule("caveat \"time-before", ErrorKind.AUTH, THE_MACAROON + "has expired" + BAKE),
            new Rule(
                    "caveat \"ipaddr",
                    ErrorKind.AUTH,
                    THE_MACAROON + "is bound to another IP address than the one this server calls from" + BAKE),
            new Rule("caveat ", ErrorKind.AUTH, THE_MACAROON + "has a condition that is not met" + BAKE),
            new Rule(
                    "expected 1 macaroon",
                    ErrorKind.AUTH,
                    "lnd got no macaroon; a proxy at lnd-rest.url must pass on the header Grpc-Metadata-macaroon"),
            new Rule("cannot determine data format", ErrorKind.AUTH, THE_MACAROON + "cannot be read by lnd" + BAKE),
            new Rule("encoding/hex", ErrorKind.AUTH, THE_MACAROON + "cannot be read by lnd" + BAKE),
            new Rule(
                    "invoice amount",
                    ErrorKind.INVALID_REQUEST,
                    "lnd takes no invoice of this amount; it is too large"),
            new Rule("amount ", ErrorKind.INVALID_REQUEST, "lnd takes no invoice of this amount"),
            new Rule(
                    "memo too large", ErrorKind.INVALID_REQUEST, "lnd takes no description of this length; shorten it"),
            new Rule(
                    "data length too big",
                    ErrorKind.INVALID_REQUEST,
                    "the description does not fit into an invoice; 639 bytes do"),
            new Rule("expiry of", ErrorKind.INVALID_REQUEST, "lnd takes no expiry of more than a year"));

    private final JsonProvider json;
    private final InstantSource clock;

    LndErrors(JsonProvider json, InstantSource clock) {
        this.json = json;
        this.clock = clock;
    }

    /** What any answer but a good one means. */
    InvoiceBackendException explain(RestAnswer answer) {
        Optional<Duration> retryAfter = answer.retryAfter().flatMap(value -> RetryAfter.parse(value, clock.instant()));
        if (answer.status() == TOO_MANY_REQUESTS) {
            return new InvoiceBackendException(
                    ErrorKind.RATE_LIMITED, "lnd, or a proxy at lnd-rest.url, was asked too often", retryAfter);
        }
        Rule rule = LndJson.read(json, answer.body()).flatMap(LndErrors::rule).orElseGet(() -> foreign(answer));
        return new InvoiceBackendException(rule.kind(), rule.meaning(), retryAfter);
    }

    /** Empty for JSON that is no error of lnd. */
    private static Optional<Rule> rule(JsonObject error) {
        String message = LndJson.text(error, "message").orElse("");
        OptionalLong code = LndJson.number(error, "code");
        Optional<Rule> known =
                RULES.stream().filter(rule -> message.startsWith(rule.start())).findFirst();
        return known.isEmpty() && code.isPresent() ? Optional.of(byCode(code.getAsLong())) : known;
    }

    /** For messages that no known release of lnd has. */
    private static Rule byCode(long code) {
        ErrorKind kind = switch ((int) code) {
            case 3, 11 -> ErrorKind.INVALID_REQUEST;
            case 4 -> ErrorKind.TIMEOUT;
            case 7, 16 -> ErrorKind.AUTH;
            case 8 -> ErrorKind.RATE_LIMITED;
            default -> ErrorKind.UNAVAILABLE;
        };
        return new Rule("", kind, "lnd failed with the gRPC code " + code + "; its own log says why");
    }

    private static Rule foreign(RestAnswer answer) {
        if (answer.startsWith("Client sent an HTTP request to an HTTPS server")) {
            return unavailable("lnd speaks TLS at this port; write https:// in lnd-rest.url");
        }
        int status = answer.status();
        if (status >= 300 && status < 400) {
            return unavailable("lnd-rest.url answers with a redirect, which is not followed; write the final address");
        }
        return unavailable("lnd-rest.url answers with status " + status
                + " and not in the way of lnd; does it lead to lnd's REST interface, and is lnd up behind it?");
    }

    private static Rule unavailable(String meaning) {
        return new Rule("", ErrorKind.UNAVAILABLE, meaning);
    }
}
