package org.l402.ledger;

import java.nio.ByteBuffer;
import java.util.HexFormat;
import org.jspecify.annotations.Nullable;
import org.l402.invoice.PaymentHash;

/**
 * Names one balance: the payment hash that opened it, or a keyed hash for a budget or a free quota.
 *
 * <p>Four longs instead of an array: a ledger holds millions of these.
 */
public record AccountId(long a, long b, long c, long d) implements Comparable<AccountId> {
    /** Bytes in an account id. */
    public static final int LENGTH = 32;

    /** The account that a payment opens. */
    public static AccountId of(PaymentHash hash) {
        return new AccountId(hash.word(0), hash.word(1), hash.word(2), hash.word(3));
    }

    /** @throws IllegalArgumentException unless there are exactly 32 bytes */
    public static AccountId of(byte[] bytes) {
        if (bytes.length != LENGTH) {
            throw new IllegalArgumentException("an account id has " + LENGTH + " bytes, not " + bytes.length);
        }
        ByteBuffer in = ByteBuffer.wrap(bytes);
        return new AccountId(in.getLong(), in.getLong(), in.getLong(), in.getLong());
    }

    /** @throws IllegalArgumentException unless {@code hex} is 64 hexadecimal digits */
    public static AccountId parse(String hex) {
        return of(HexFormat.of().parseHex(hex));
    }

    /** The 32 bytes, in a new array. */
    public byte[] bytes() {
        return ByteBuffer.allocate(LENGTH)
                .putLong(a)
                .putLong(b)
                .putLong(c)
                .putLong(d)
                .array();
    }

    /** 64 lower-case hexadecimal digits. */
    public String hex() {
        return HexFormat.of().formatHex(bytes());
    }

    /** The order in which accounts are locked, the same everywhere, so that two requests cannot deadlock. */
    @Override
    public int compareTo(AccountId that) {
        int order = Long.compare(a, that.a);
        order = order != 0 ? order : Long.compare(b, that.b);
        order = order != 0 ? order : Long.compare(c, that.c);
        return order != 0 ? order : Long.compare(d, that.d);
    }

    /** Written out: what a record gets by itself is slow where the compiler does not inline it. */
    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof AccountId that && a == that.a && b == that.b && c == that.c && d == that.d;
    }

    @Override
    public int hashCode() {
        // The bytes are a hash already.
        return Long.hashCode(a);
    }

    @Override
    public String toString() {
        return hex();
    }
}
