package org.l402.macaroon;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Base64;

/**
 * Base64 as clients of this protocol send it: the standard or the URL-safe alphabet, padded or not, but nothing looser.
 * The JDK's decoders ignore stray bits in the last character, which would give one token several spellings.
 */
final class Base64Text {
    private static final String STANDARD = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
    private static final String URL_SAFE = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";

    private Base64Text() {}

    /** @throws MacaroonFormatException for anything else between {@code from} and {@code to} */
    static byte[] decode(String text, int from, int to) {
        boolean urlSafe = contains(text, '-', from, to) || contains(text, '_', from, to);
        if (strayBits(text, from, to, urlSafe ? URL_SAFE : STANDARD)) {
            throw new MacaroonFormatException("the macaroon is not canonical base64");
        }
        byte[] characters = text.getBytes(StandardCharsets.ISO_8859_1);
        Base64.Decoder decoder = urlSafe ? Base64.getUrlDecoder() : Base64.getDecoder();
        try {
            ByteBuffer bytes = decoder.decode(ByteBuffer.wrap(characters, from, to - from));
            byte[] packet = bytes.array();
            return packet.length == bytes.remaining() ? packet : exact(bytes);
        } catch (IllegalArgumentException e) {
            throw new MacaroonFormatException("the macaroon is not base64");
        }
    }

    private static byte[] exact(ByteBuffer bytes) {
        byte[] exact = new byte[bytes.remaining()];
        bytes.get(exact);
        return exact;
    }

    private static boolean contains(String text, char c, int from, int to) {
        int index = text.indexOf(c, from);
        return index >= 0 && index < to;
    }

    private static boolean strayBits(String text, int from, int to, String alphabet) {
        int end = to;
        while (end > from && text.charAt(end - 1) == '=') {
            end--;
        }
        int unused = switch ((end - from) % 4) {
            case 2 -> 0x0f;
            case 3 -> 0x03;
            default -> 0;
        };
        return unused != 0 && (alphabet.indexOf(text.charAt(end - 1)) & unused) != 0;
    }
}
