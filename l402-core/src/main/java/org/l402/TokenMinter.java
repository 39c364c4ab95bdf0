package org.l402;

import java.time.Instant;
import java.util.List;
import org.l402.internal.token.Grant;
import org.l402.invoice.PaymentHash;
import org.l402.macaroon.Identifier;
import org.l402.macaroon.Macaroon;
import org.l402.macaroon.RootKeys;

/** Writes grants into macaroons. */
final class TokenMinter {
    private final RootKeys keys;
    private final EngineSettings settings;

    TokenMinter(RootKeys keys, EngineSettings settings) {
        this.keys = keys;
        this.settings = settings;
    }

    /** A token that is worth {@code grant} to whoever can show the preimage of {@code hash}. */
    Macaroon mint(PaymentHash hash, Grant grant) {
        Identifier identifier =
                Identifier.create(hash, keys.mintingId(), settings.clock().instant(), settings.random());
        byte[] rootKey = keys.rootKey(identifier).orElseThrow();
        String service = grant.service();
        return Macaroon.mint(
                rootKey,
                identifier.bytes(),
                List.of(
                        grant.caveat(),
                        "services=" + service + ":0",
                        service + "_valid_until=" + grant.expiresAt().getEpochSecond()));
    }

    /** When a token for an invoice that can be paid until then must end, at the earliest. */
    Instant expiry(Instant invoiceExpiresAt) {
        Instant usual = settings.clock().instant().plus(settings.lives().token());
        Instant least = invoiceExpiresAt.plus(EngineSettings.MIN_USABLE_LIFE);
        Instant expiry = usual.isAfter(least) ? usual : least;
        return Instant.ofEpochSecond(expiry.getEpochSecond());
    }
}
