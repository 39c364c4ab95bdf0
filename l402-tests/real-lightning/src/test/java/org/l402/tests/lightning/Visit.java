package org.l402.tests.lightning;

import java.net.http.HttpResponse;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * One answer of the shop.
 *
 * @param tookMillis until the whole answer was there
 */
record Visit(HttpResponse<String> response, long tookMillis) {
    private static final Pattern CHALLENGE = Pattern.compile("L402 macaroon=\"([^\"]+)\", invoice=\"([^\"]+)\"");

    int status() {
        return response.statusCode();
    }

    String body() {
        return response.body();
    }

    /** Of the challenge. */
    String macaroon() {
        return challenge().group(1);
    }

    /** Of the challenge. */
    String invoice() {
        return challenge().group(2);
    }

    /** What a client waits; -1 if it is not told to. */
    long retryAfterSeconds() {
        return response.headers().firstValueAsLong("Retry-After").orElse(-1);
    }

    private Matcher challenge() {
        String header = response.headers().firstValue("WWW-Authenticate").orElse("none");
        Matcher challenge = CHALLENGE.matcher(header);
        if (!challenge.matches()) {
            throw new IllegalStateException("status " + status() + " with no challenge of L402: " + header);
        }
        return challenge;
    }
}
