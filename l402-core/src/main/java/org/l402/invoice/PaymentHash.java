package org.l402.invoice;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
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

    private static final VarHandle WORDS = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.BIG_ENDIAN);

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

    /**
     * Eight of the 32 bytes as a number, big-endian.
     *
     * @param index from 0 to 3
     */
    public long word(int index) {
        return (long) WORDS.get(bytes, index * Long.BYTES);
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
        // A hash is already spread evenly: any of its bytes will do.
        return (int) word(0);
    }

    @Override
    public String toString() {
        return hex();
    }
}
