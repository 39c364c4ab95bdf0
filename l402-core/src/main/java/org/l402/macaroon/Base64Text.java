package org.l402.macaroon;

import java.util.Base64;

/**
 * Base64 as clients of this protocol send it: the standard or the URL-safe alphabet, padded or not, but nothing looser.
 * The JDK's decoders ignore stray bits in the last character, which would give one token several spellings.
 */
final class Base64Text {
    private static final String STANDARD = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
    private static final String URL_SAFE = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";

    private Base64Text() {}

    /** @ for anything else */
    static byte[] decode(String text) {
        boolean urlSafe = text.indexOf('-') >= 0 || text.indexOf('_') >= 0;
        try {
            byte[] bytes = (urlSafe ? Base64.getUrlDecoder() : Base64.getDecoder()).decode(text);
            if (strayBits(text, urlSafe ? URL_SAFE : STANDARD)) {
                throw new MacaroonFormatException("the macaroon is not canonical base64");
            }
            return bytes;
        } catch (IllegalArgumentException e) {
            throw new MacaroonFormatException("the macaroon is not base64");
        }
    }

    private static boolean strayBits(String text, String alphabet) {
        int end = text.length();
        while (end > 0 && text.charAt(end - 1) == '=') {
            end--;
        }
        int unused = switch (end % 4) {
            case 2 -> 0x0f;
            case 3 -> 0x03;
            default -> 0;
        };
        return unused != 0 && (alphabet.indexOf(text.charAt(end - 1)) & unused) != 0;
    }
}
