package org.l402.invoice;

import java.security.MessageDigest;
import java.util.HexFormat;

/**
 * The SHA-256 of a {@link Preimage}: the name of one Lightning payment (BOLT 11, field {@code p}).
 *
 * <p>Immutable. Public knowledge, so it may be compared, logged and stored.
 */
public final class PaymentHash {
    /** Bytes in a payment hash. */
    public static final int LENGTH = 32;

    private final byte[] bytes;

    private PaymentHash(byte[] bytes) {
        this.bytes = bytes;
    }

    /** @throws IllegalArgumentException unless there are exactly 32 bytes */
    public static PaymentHash of(byte[] bytes) {
        return at(bytes, 0, bytes.length);
    }

    /**
     * The hash that stands at {@code offset} of a larger array.
     *
     * @throws IllegalArgumentException unless {@code length} is 32
     */
    public static PaymentHash at(byte[] bytes, int offset, int length) {
        if (length != LENGTH) {
            throw new IllegalArgumentException("a payment hash has 32 bytes, not " + length);
        }
        byte[] copy = new byte[LENGTH];
        System.arraycopy(bytes, offset, copy, 0, LENGTH);
        return new PaymentHash(copy);
    }

    /** @throws IllegalArgumentException unless {@code hex} is 64 hexadecimal digits of either case */
    public static PaymentHash parse(String hex) {
        return of(HexFormat.of().parseHex(hex));
    }

    /** A copy of the 32 bytes. */
    public byte[] bytes() {
        return bytes.clone();
    }

    /** Whether this hash equals 32 given bytes, in constant time. */
    boolean sameAs(byte[] other) {
        return MessageDigest.isEqual(bytes, other);
    }

    /** 64 lower-case hexadecimal digits. */
    public String hex() {
        return HexFormat.of().formatHex(bytes);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof PaymentHash that && MessageDigest.isEqual(bytes, that.bytes);
    }

    @Override
    public int hashCode() {
        // A hash is already spread evenly: any four of its bytes will do.
        return (bytes[0] << 24) | ((bytes[1] & 0xff) << 16) | ((bytes[2] & 0xff) << 8) | (bytes[3] & 0xff);
    }

    @Override
    public String toString() {
        return hex();
    }
}
