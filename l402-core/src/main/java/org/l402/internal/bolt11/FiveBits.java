package org.l402.internal.bolt11;

import java.io.ByteArrayOutputStream;

/** Numbers and bytes as sequences of five-bit words, most significant first. */
public final class FiveBits {
    private FiveBits() {}

    /** The bytes in a slice of words; left-over bits are dropped. */
    public static byte[] toBytes(byte[] words, int from, int to) {
        return pack(words, from, to, false);
    }

    /** As {@link #toBytes}, with a last byte filled up by zero bits: how a BOLT 11 signature is computed. */
    public static byte[] toPaddedBytes(byte[] words, int from, int to) {
        return pack(words, from, to, true);
    }

    /** The words of some bytes, the last one filled up by zero bits. */
    public static byte[] toWords(byte[] bytes) {
        byte[] words = new byte[(bytes.length * 8 + 4) / 5];
        for (int bit = 0; bit < bytes.length * 8; bit++) {
            int value = (bytes[bit / 8] >>> (7 - bit % 8)) & 1;
            words[bit / 5] |= (byte) (value << (4 - bit % 5));
        }
        return words;
    }

    /** A number of at most 60 bits, big-endian. */
    public static long toNumber(byte[] words, int from, int to) {
        if (to - from > 12) {
            throw new IllegalArgumentException("has a number that is too long");
        }
        long value = 0;
        for (int i = from; i < to; i++) {
            value = (value << 5) | words[i];
        }
        return value;
    }

    /** A number in exactly {@code count} words. */
    public static byte[] ofNumber(long value, int count) {
        byte[] words = new byte[count];
        for (int i = 0; i < count; i++) {
            words[count - 1 - i] = (byte) ((value >>> (5 * i)) & 31);
        }
        return words;
    }

    private static byte[] pack(byte[] words, int from, int to, boolean padded) {
        ByteArrayOutputStream out = new ByteArrayOutputStream((to - from) * 5 / 8 + 1);
        int buffer = 0;
        int bits = 0;
        for (int i = from; i < to; i++) {
            buffer = (buffer << 5) | words[i];
            bits += 5;
            if (bits >= 8) {
                bits -= 8;
                out.write(buffer >>> bits);
                buffer &= (1 << bits) - 1;
            }
        }
        if (padded && bits > 0) {
            out.write(buffer << (8 - bits));
        }
        return out.toByteArray();
    }
}
