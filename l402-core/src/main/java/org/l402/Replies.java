package org.l402;

import jakarta.json.JsonObjectBuilder;
import jakarta.json.spi.JsonProvider;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import org.l402.Reply.Header;
import org.l402.invoice.Bolt11;
import org.l402.macaroon.Macaroon;
import org.l402.price.Offer;
import org.l402.price.Price;

/** Renders every answer that is not the seller's own. The order of headers and parameters is what clients parse. */
final class Replies {
    private static final long MAX_RETRY_SECONDS = 60;

    private final JsonProvider json;

    Replies(JsonProvider json) {
        this.json = json;
    }

    /** What is sold to whom: everything that a challenge says. */
    record Quote(Offer offer, Bolt11 invoice, Macaroon token, Instant tokenExpiresAt) {}

    /**
     * 402 with an invoice. The first {@code WWW-Authenticate} line is exactly {@code L402 macaroon="…", invoice="…"}: clients
     * match it with patterns that allow nothing else.
     */
    Reply challenge(RequestContext context, Problem problem, String detail, Quote quote) {
        String macaroon = Base64.getEncoder().encodeToString(quote.token().encode());
        String bolt11 = quote.invoice().text();
        Header challenge =
                new Header("WWW-Authenticate", "L402 macaroon=\"" + macaroon + "\", invoice=\"" + bolt11 + '"');
        if (context.grpc()) {
            return grpc(context, challenge);
        }
        Price amount = Price.msat(quote.invoice().amountMsat().orElseThrow());
        JsonObjectBuilder body = problem(problem, detail, context)
                .add("invoice", bolt11)
                .add("payment_hash", quote.invoice().paymentHash().hex())
                .add("macaroon", macaroon)
                .add("amount_sats", amount.satsRoundedUp())
                .add("amount_msat", amount.msat())
                .add("offer", quote.offer().id())
                .add("description", quote.offer().description())
                .add("expires_at", quote.invoice().expiresAt().toString())
                .add("token_expires_at", quote.tokenExpiresAt().toString())
                .add("retry", retryRule());
        return reply(problem, context, body, List.of(challenge));
    }

    /** An answer that asks for no payment. */
    Reply refusal(RequestContext context, Problem problem, String detail) {
        List<Header> headers = problem.status() == 401
                ? List.of(new Header(
                        "WWW-Authenticate", "L402 realm=\"" + context.offer().id() + '"'))
                : List.of();
        return reply(problem, context, problem(problem, detail, context), headers);
    }

    /** An answer that asks to come back later. */
    Reply retryLater(RequestContext context, Problem problem, String detail, Duration wait) {
        long seconds =
                Math.min(MAX_RETRY_SECONDS, Math.max(1, wait.plusMillis(999).toSeconds()));
        JsonObjectBuilder body = problem(problem, detail, context).add("retry_after_seconds", seconds);
        return reply(problem, context, body, List.of(new Header("Retry-After", Long.toString(seconds))));
    }

    private Reply reply(Problem problem, RequestContext context, JsonObjectBuilder body, List<Header> first) {
        List<Header> headers = new ArrayList<>(first);
        headers.add(new Header("Content-Type", "application/problem+json"));
        headers.add(Headers.NO_STORE);
        headers.add(new Header(Headers.CORRELATION_ID, context.correlationId()));
        headers.add(Headers.EXPOSED);
        return new Reply(problem.status(), headers, body.build().toString());
    }

    private JsonObjectBuilder problem(Problem problem, String detail, RequestContext context) {
        return json.createObjectBuilder()
                .add("type", problem.type())
                .add("title", problem.title())
                .add("status", problem.status())
                .add("detail", detail)
                .add("correlation_id", context.correlationId());
    }

    private JsonObjectBuilder retryRule() {
        return json.createObjectBuilder(Map.of())
                .add("header", "Authorization")
                .add("scheme", "L402")
                .add("credential", "{macaroon}:{preimage}")
                .add("same_request", true);
    }

    /** gRPC carries its status in trailers; without a message they are the only headers. */
    private static Reply grpc(RequestContext context, Header challenge) {
        return new Reply(
                200,
                List.of(
                        challenge,
                        new Header("Content-Type", "application/grpc"),
                        new Header("Grpc-Status", "13"),
                        new Header("Grpc-Message", "payment required"),
                        Headers.NO_STORE,
                        new Header(Headers.CORRELATION_ID, context.correlationId())),
                "");
    }
}
