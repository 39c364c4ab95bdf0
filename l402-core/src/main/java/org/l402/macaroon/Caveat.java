package org.l402.macaroon;

import java.nio.charset.StandardCharsets;

/**
 * One caveat of a macaroon: arbitrary bytes that the signature covers.
 *
 * <p>L402 writes first-party caveats as {@code condition=value}, split at the first {@code =}. Bytes are read as
 * ISO-8859-1, one character a byte: real tokens carry caveats that are not UTF-8, and a replacing decoder would make
 * different caveats look alike. Immutable.
 */
public final class Caveat {
    private final String text;
    private final boolean thirdParty;

    private Caveat(String text, boolean thirdParty) {
        this.text = text;
        this.thirdParty = thirdParty;
    }

    static Caveat at(byte[] packet, int offset, int length, boolean thirdParty) {
        return new Caveat(new String(packet, offset, length, StandardCharsets.ISO_8859_1), thirdParty);
    }

    /** The whole caveat, one character a byte. */
    public String text() {
        return text;
    }

    /** Whether it is {@code condition=…}. */
    public boolean is(String condition) {
        return text.startsWith(condition)
                && text.length() > condition.length()
                && text.charAt(condition.length()) == '=';
    }

    /** The part before the first {@code =}; the whole text where there is none. */
    public String condition() {
        int equals = text.indexOf('=');
        return equals < 0 ? text : text.substring(0, equals);
    }

    /** The part after the first {@code =}; empty where there is none. */
    public String value() {
        int equals = text.indexOf('=');
        return equals < 0 ? "" : text.substring(equals + 1);
    }

    /** Whether only a discharge macaroon of somebody else could satisfy it. */
    public boolean thirdParty() {
        return thirdParty;
    }

    /** Caveats may carry a preimage, so only the condition is shown. */
    @Override
    public String toString() {
        return "Caveat[" + condition() + "]";
    }
}
