package org.l402.ledger;

import java.time.Instant;
import java.util.Map;

/** The root keys whose tokens a ledger still holds, by fingerprint: never the keys themselves. */
public interface LedgerKeys {
    /** Tokens signed by the key with this fingerprint may live until then. Never shortens what is recorded. */
    void mintsUntil(String fingerprint, Instant liveUntil);

    /** Every recorded fingerprint, with the time until which its tokens may live. */
    Map<String, Instant> recorded();
}
