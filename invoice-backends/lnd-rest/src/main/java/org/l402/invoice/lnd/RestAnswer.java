package org.l402.invoice.lnd;

import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/** What came back over HTTP. May hold the preimage of an unpaid invoice, so there is no {@code toString}. */
final class RestAnswer {
    private final int status;
    private final byte[] body;
    private final Optional<String> retryAfter;

    RestAnswer(HttpResponse<byte[]> response) {
        this.status = response.statusCode();
        this.body = response.body();
        this.retryAfter = response.headers().firstValue("Retry-After");
    }

    int status() {
        return status;
    }

    /** Not copied: this is seen within the package only. */
    byte[] body() {
        return body;
    }

    /** The header {@code Retry-After}. */
    Optional<String> retryAfter() {
        return retryAfter;
    }

    boolean startsWith(String text) {
        return new String(body, StandardCharsets.ISO_8859_1).startsWith(text);
    }
}
