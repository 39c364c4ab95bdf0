package org.l402.invoice;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import org.l402.internal.bolt11.Bech32;
import org.l402.internal.bolt11.FiveBits;
import org.l402.internal.crypto.Secp256k1;
import org.l402.internal.crypto.Sha256;

/** Reads BOLT 11: bech32, prefix, timestamp (7 words), tagged fields, signature (104 words). */
final class Bolt11Parser {
    static final int TIMESTAMP_WORDS = 7;
    static final int SIGNATURE_WORDS = 104;
    static final long DEFAULT_EXPIRY_SECONDS = 3600;

    // A century: what claims to outlive it is no invoice, and its end must fit an Instant.
    private static final long MAX_EXPIRY_SECONDS = 3_155_760_000L;

    private Bolt11Parser() {}

    static Bolt11 parse(String given) {
        String text = withoutScheme(given);
        Bech32 bech32 = bech32(text);
        byte[] words = bech32.words();
        if (words.length < TIMESTAMP_WORDS + SIGNATURE_WORDS) {
            throw new Bolt11FormatException("invoice is too short");
        }
        int end = words.length - SIGNATURE_WORDS;
        Bolt11Prefix prefix = Bolt11Prefix.parse(bech32.prefix());
        Bolt11Fields fields = new Bolt11Fields(words, TIMESTAMP_WORDS, end);
        fields.requireKnownFeatures();
        fields.requirePaymentSecret();
        return new Bolt11(
                text.toLowerCase(Locale.ROOT),
                prefix.network(),
                prefix.amountMsat(),
                fields.paymentHash(),
                payee(bech32, fields.payee()),
                Instant.ofEpochSecond(FiveBits.toNumber(words, 0, TIMESTAMP_WORDS)),
                expiry(fields),
                fields.description());
    }

    /** What the payee signs: SHA-256 over the prefix and the data words, filled up to whole bytes. */
    static byte[] digest(String prefix, byte[] words, int end) {
        byte[] start = prefix.getBytes(StandardCharsets.US_ASCII);
        byte[] data = FiveBits.toPaddedBytes(words, 0, end);
        byte[] message = Arrays.copyOf(start, start.length + data.length);
        System.arraycopy(data, 0, message, start.length, data.length);
        return Sha256.hash(message);
    }

    private static String withoutScheme(String given) {
        if (given.length() > Bolt11.MAX_LENGTH) {
            throw new Bolt11FormatException("invoice is longer than " + Bolt11.MAX_LENGTH + " characters");
        }
        return given.regionMatches(true, 0, "lightning:", 0, 10) ? given.substring(10) : given;
    }

    private static Bech32 bech32(String text) {
        try {
            return Bech32.decode(text);
        } catch (IllegalArgumentException e) {
            throw new Bolt11FormatException("invoice " + e.getMessage());
        }
    }

    private static NodeId payee(Bech32 bech32, Optional<byte[]> stated) {
        byte[] words = bech32.words();
        int end = words.length - SIGNATURE_WORDS;
        byte[] digest = digest(bech32.prefix(), words, end);
        byte[] signature = FiveBits.toBytes(words, end, words.length);
        if (stated.isPresent()) {
            if (!Secp256k1.verify(stated.get(), signature, digest)) {
                throw new Bolt11FormatException("invoice is not signed by the node that it names");
            }
            return NodeId.of(stated.get());
        }
        return Secp256k1.recover(signature, digest)
                .map(NodeId::of)
                .orElseThrow(() -> new Bolt11FormatException("invoice signature is not valid"));
    }

    private static Duration expiry(Bolt11Fields fields) {
        long seconds = fields.expirySeconds(DEFAULT_EXPIRY_SECONDS);
        if (seconds > MAX_EXPIRY_SECONDS) {
            throw new Bolt11FormatException("invoice expiry is longer than a century");
        }
        return Duration.ofSeconds(seconds);
    }
}
