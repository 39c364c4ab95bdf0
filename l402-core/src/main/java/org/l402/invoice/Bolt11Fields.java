package org.l402.invoice;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.Optional;
import java.util.Set;
import org.l402.internal.bolt11.FiveBits;

/**
 * The tagged fields of an invoice: {@code type(1 word) length(2 words) data}.
 *
 * <p>The first field of a type counts. One of a known type but an unexpected length is skipped, as the specification's
 * own example requires of readers.
 */
final class Bolt11Fields {
    static final int PAYMENT_HASH = 1;
    static final int FEATURES = 5;
    static final int EXPIRY = 6;
    static final int DESCRIPTION = 13;
    static final int PAYMENT_SECRET = 16;
    static final int PAYEE = 19;
    static final int DESCRIPTION_HASH = 23;
    static final int MIN_FINAL_CLTV = 24;

    private static final int ANY_LENGTH = -1;
    private static final int MAX_EXPIRY_WORDS = 12;

    /** Even feature bits that a payer must understand, and today's payers do. */
    private static final Set<Integer> KNOWN_EVEN_FEATURES = Set.of(8, 14, 16, 18, 24, 30, 48, 50, 260, 262);

    private final byte[] words;
    private final int start;
    private final int end;

    Bolt11Fields(byte[] words, int start, int end) {
        this.words = words;
        this.start = start;
        this.end = end;
        for (int at = start; at < end; at = next(at)) {
            requireWhole(at);
        }
    }

    PaymentHash paymentHash() {
        return bytes(PAYMENT_HASH, PaymentHash.LENGTH)
                .map(PaymentHash::of)
                .orElseThrow(() -> new Bolt11FormatException("invoice has no payment hash"));
    }

    void requirePaymentSecret() {
        if (find(PAYMENT_SECRET, words(32)) < 0) {
            throw new Bolt11FormatException("invoice has no payment secret");
        }
    }

    Optional<byte[]> payee() {
        return bytes(PAYEE, 33);
    }

    long expirySeconds(long otherwise) {
        int at = find(EXPIRY, ANY_LENGTH);
        if (at >= 0 && next(at) - at - 3 > MAX_EXPIRY_WORDS) {
            throw new Bolt11FormatException("invoice expiry is longer than a century");
        }
        return at < 0 ? otherwise : FiveBits.toNumber(words, at + 3, next(at));
    }

    Bolt11.Description description() {
        int text = find(DESCRIPTION, ANY_LENGTH);
        Optional<String> hash =
                bytes(DESCRIPTION_HASH, 32).map(bytes -> HexFormat.of().formatHex(bytes));
        if ((text >= 0) == hash.isPresent()) {
            throw new Bolt11FormatException("invoice must have either a description or the hash of one");
        }
        return new Bolt11.Description(text < 0 ? Optional.empty() : Optional.of(utf8(text)), hash);
    }

    /** An even feature bit is a condition on the payer; one that nobody knows makes the invoice unpayable. */
    void requireKnownFeatures() {
        int at = find(FEATURES, ANY_LENGTH);
        int last = at < 0 ? 0 : next(at) - 1;
        for (int bit = 0; at >= 0 && bit / 5 <= last - at - 3; bit++) {
            boolean set = ((words[last - bit / 5] >>> (bit % 5)) & 1) == 1;
            if (set && bit % 2 == 0 && !KNOWN_EVEN_FEATURES.contains(bit)) {
                throw new Bolt11FormatException("invoice requires the unknown feature " + bit);
            }
        }
    }

    private String utf8(int at) {
        byte[] bytes = FiveBits.toBytes(words, at + 3, next(at));
        try {
            return StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(bytes))
                    .toString();
        } catch (CharacterCodingException e) {
            throw new Bolt11FormatException("invoice description is not UTF-8");
        }
    }

    private Optional<byte[]> bytes(int type, int count) {
        int at = find(type, words(count));
        return at < 0 ? Optional.empty() : Optional.of(FiveBits.toBytes(words, at + 3, next(at)));
    }

    private static int words(int bytes) {
        return (bytes * 8 + 4) / 5;
    }

    private int find(int type, int length) {
        for (int at = start; at < end; at = next(at)) {
            if (words[at] == type && (length == ANY_LENGTH || next(at) - at - 3 == length)) {
                return at;
            }
        }
        return -1;
    }

    private int next(int at) {
        return at + 3 + words[at + 1] * 32 + words[at + 2];
    }

    private void requireWhole(int at) {
        if (at + 3 > end || next(at) > end) {
            throw new Bolt11FormatException("invoice field runs past the end");
        }
    }
}
