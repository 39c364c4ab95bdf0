package org.l402;

import org.l402.Reply.Header;

/** Response headers that the engine writes beside the protocol's own. */
final class Headers {
    static final String CORRELATION_ID = "X-Correlation-Id";
    static final String BALANCE = "X-Credit-Balance";
    static final String RESERVED = "X-Credit-Reserved";
    static final Header PRIVATE = new Header("Cache-Control", PrivateCaching.DEFAULT);
    static final Header NO_STORE = new Header("Cache-Control", "no-store");

    /** Without this, scripts in browsers see none of it. */
    static final Header EXPOSED = new Header(
            "Access-Control-Expose-Headers",
            String.join(", ", "WWW-Authenticate", "Retry-After", CORRELATION_ID, BALANCE, RESERVED));

    private Headers() {}
}
