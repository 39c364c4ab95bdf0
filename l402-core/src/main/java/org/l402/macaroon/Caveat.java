package org.l402.macaroon;

import java.nio.charset.StandardCharsets;
import org.l402.internal.crypto.HmacSha256;

/**
 * One caveat of a macaroon: arbitrary bytes that the signature covers.
 *
 * <p>L402 writes first-party caveats as {@code condition=value}, split at the first {@code =}. Bytes are read as
 * ISO-8859-1, one character a byte: real tokens carry caveats that are not UTF-8, and a replacing decoder would make
 * different caveats look alike. Immutable.
 */
public final class Caveat {
    private static final int DECIMAL = 10;
    private static final int MAX_DIGITS = 18;

    /** Shared with the macaroon: most caveats of most tokens are compared and never become a string. */
    private final byte[] packet;

    private final int offset;
    private final int length;
    private final boolean thirdParty;

    Caveat(byte[] packet, int offset, int length, boolean thirdParty) {
        this.packet = packet;
        this.offset = offset;
        this.length = length;
        this.thirdParty = thirdParty;
    }

    /**
     * A first-party caveat of its own.
     *
     * @param text written one byte a character (ISO-8859-1)
     */
    public static Caveat of(String text) {
        byte[] bytes = text.getBytes(StandardCharsets.ISO_8859_1);
        return new Caveat(bytes, 0, bytes.length, false);
    }

    /** The whole caveat, one character a byte. */
    public String text() {
        return text(0, length);
    }

    /**
     * A part of {@link #text()}.
     *
     * @param from inclusive
     * @param to exclusive
     */
    public String text(int from, int to) {
        return new String(packet, offset + from, to - from, StandardCharsets.ISO_8859_1);
    }

    /** Characters in {@link #text()}. */
    public int length() {
        return length;
    }

    /** The character of {@link #text()} at {@code index}. */
    public char charAt(int index) {
        return (char) (packet[offset + index] & 0xff);
    }

    /** Whether {@code part} stands at {@code index} of {@link #text()}. */
    public boolean startsWith(String part, int index) {
        if (part.length() > length - index) {
            return false;
        }
        for (int i = 0; i < part.length(); i++) {
            if (charAt(index + i) != part.charAt(i)) {
                return false;
            }
        }
        return true;
    }

    /** Where {@code c} stands in {@link #text()}, from {@code from} on; {@link #length()} if it does not. */
    public int indexOf(char c, int from) {
        int index = from;
        while (index < length && charAt(index) != c) {
            index++;
        }
        return index;
    }

    /**
     * The decimal number in a part of {@link #text()}.
     *
     * @param from inclusive
     * @param to exclusive
     * @throws IllegalArgumentException unless there are 1 to 18 digits and nothing else
     */
    public long number(int from, int to) {
        if (to <= from || to - from > MAX_DIGITS) {
            throw new IllegalArgumentException("a number has 1 to " + MAX_DIGITS + " digits");
        }
        long number = 0;
        for (int i = from; i < to; i++) {
            int digit = charAt(i) - '0';
            if (digit < 0 || digit >= DECIMAL) {
                throw new IllegalArgumentException("not a number");
            }
            number = DECIMAL * number + digit;
        }
        return number;
    }

    /** Whether it is {@code condition=…}. */
    public boolean is(String condition) {
        return startsWith(condition, 0) && length > condition.length() && charAt(condition.length()) == '=';
    }

    /** The part before the first {@code =}; the whole text where there is none. */
    public String condition() {
        return text(0, indexOf('=', 0));
    }

    /** The part after the first {@code =}; empty where there is none. */
    public String value() {
        return text(valueStart(), length);
    }

    /** Where {@link #value()} starts in {@link #text()}. */
    public int valueStart() {
        return Math.min(indexOf('=', 0) + 1, length);
    }

    /** Whether only a discharge macaroon of somebody else could satisfy it. */
    public boolean thirdParty() {
        return thirdParty;
    }

    /** One link of the signature chain: replaces {@code signature} by the next one. */
    void sign(HmacSha256 hmac, byte[] signature) {
        hmac.mac(signature, packet, offset, length, signature);
    }

    /** Values may be secret (lnget puts the preimage into a caveat), so only the condition is shown. */
    @Override
    public String toString() {
        return "Caveat[" + condition() + "]";
    }
}
