package org.l402.benchmarks;

import java.security.SecureRandom;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.l402.internal.token.Grant;
import org.l402.internal.token.Tariff;
import org.l402.invoice.Preimage;
import org.l402.macaroon.Identifier;
import org.l402.macaroon.Macaroon;
import org.l402.macaroon.RootKeys;

/** Paid tokens by the thousand, as the engine would mint them, without a wallet. */
final class Tokens {
    static final RootKeys KEYS = RootKeys.of(new byte[] {
        1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16, 17, 18, 19, 20, 21, 22, 23, 24, 25, 26, 27, 28, 29, 30,
        31, 32
    });
    static final String OFFER = "reports-any";

    private final Random random;
    private final SecureRandom forIdentifiers = new SecureRandom();
    private final String ledgerId;
    private final Instant expiresAt;

    Tokens(long seed, String ledgerId, Instant now) {
        this.random = new Random(seed);
        this.ledgerId = ledgerId;
        this.expiresAt = Instant.ofEpochSecond(now.getEpochSecond() + 86_400);
    }

    /** A token with its grant and three more caveats, and what proves it. */
    record Paid(Macaroon token, Preimage preimage) {
        /** The value of an {@code Authorization} header. */
        String credential() {
            return "L402 " + Base64.getEncoder().encodeToString(token.encode()) + ':' + preimage.secretHex();
        }
    }

    Paid next() {
        byte[] secret = new byte[Preimage.LENGTH];
        random.nextBytes(secret);
        Preimage preimage = Preimage.of(secret);
        Identifier identifier = Identifier.create(
                preimage.paymentHash(), KEYS.mintingId(), expiresAt.minusSeconds(86_400), forIdentifiers);
        Grant grant = new Grant(
                OFFER,
                OFFER,
                5000,
                Tariff.fixed(5000),
                new Grant.Source("development", Optional.empty()),
                ledgerId,
                Optional.empty(),
                expiresAt);
        List<String> caveats = List.of(
                grant.caveat(),
                "services=" + OFFER + ":0",
                OFFER + "_valid_until=" + expiresAt.getEpochSecond(),
                "l402:path=/reports/*");
        return new Paid(Macaroon.mint(KEYS.rootKey(identifier).orElseThrow(), identifier.bytes(), caveats), preimage);
    }
}
