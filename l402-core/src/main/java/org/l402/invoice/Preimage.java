package org.l402.invoice;

import java.security.MessageDigest;
import java.util.HexFormat;
import org.l402.internal.crypto.Sha256;

/**
 * The secret that proves a Lightning payment: its SHA-256 is the {@link PaymentHash}.
 *
 * <p>Immutable. Never printed: {@link #toString()} hides it, and there is no {@code equals}; ask
 * {@link #proves(PaymentHash)}.
 */
public final class Preimage {
    /** Bytes in a preimage. */
    public static final int LENGTH = 32;

    private final byte[] bytes;

    private Preimage(byte[] bytes) {
        this.bytes = bytes;
    }

    /** @throws IllegalArgumentException unless there are exactly 32 bytes */
    public static Preimage of(byte[] bytes) {
        if (bytes.length != LENGTH) {
            throw new IllegalArgumentException("a preimage has 32 bytes, not " + bytes.length);
        }
        return new Preimage(bytes.clone());
    }

    /** @throws IllegalArgumentException unless {@code hex} is 64 hexadecimal digits of either case; it is not quoted */
    public static Preimage parse(String hex) {
        return parse(hex, 0, hex.length());
    }

    /**
     * As {@link #parse(String)}, for a part of a text.
     *
     * @param from inclusive
     * @param to exclusive
     */
    public static Preimage parse(String text, int from, int to) {
        if (to - from != 2 * LENGTH) {
            throw new IllegalArgumentException("a preimage is 64 hexadecimal digits");
        }
        try {
            return new Preimage(HexFormat.of().parseHex(text, from, to));
        } catch (IllegalArgumentException quotesTheSecret) {
            throw new IllegalArgumentException("a preimage is 64 hexadecimal digits");
        }
    }

    /** The payment that this preimage proves. */
    public PaymentHash paymentHash() {
        return PaymentHash.of(Sha256.hash(bytes));
    }

    /** Whether this is the preimage of {@code hash}; compares in constant time. */
    public boolean proves(PaymentHash hash) {
        return hash.sameAs(Sha256.hash(bytes));
    }

    /**
     * As {@link #proves(PaymentHash)}.
     *
     * @param sha256 a digest that the caller reuses; left as new
     */
    public boolean proves(PaymentHash hash, MessageDigest sha256) {
        return hash.sameAs(sha256.digest(bytes));
    }

    /** A copy of the 32 secret bytes. */
    public byte[] secretBytes() {
        return bytes.clone();
    }

    /** The secret as 64 lower-case hexadecimal digits, for an {@code Authorization} header. */
    public String secretHex() {
        return HexFormat.of().formatHex(bytes);
    }

    @Override
    public String toString() {
        return "Preimage[secret]";
    }
}
