package org.l402.internal.bolt11;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Locale;

/** Bech32 (BIP 173) without its limit of 90 characters, as BOLT 11 uses it. */
public final class Bech32 {
    private static final String ALPHABET = "qpzry9x8gf2tvdw0s3jn54khce6mua7l";
    private static final int[] GENERATOR = {0x3b6a57b2, 0x26508e6d, 0x1ea119fa, 0x3d4233dd, 0x2a1462b3};
    private static final int CHECKSUM = 6;

    private final String prefix;
    private final byte[] words;

    /**
     * @param prefix the human-readable part, lower case
     * @param words the data part without its checksum, five bits a byte
     */
    public Bech32(String prefix, byte[] words) {
        this.prefix = prefix;
        this.words = words;
    }

    /** @throws IllegalArgumentException with the rule that {@code text} breaks */
    public static Bech32 decode(String text) {
        String lower = text.toLowerCase(Locale.ROOT);
        if (!text.equals(lower) && !text.equals(text.toUpperCase(Locale.ROOT))) {
            throw new IllegalArgumentException("mixes upper and lower case");
        }
        int separator = lower.lastIndexOf('1');
        if (separator < 1 || lower.length() - separator - 1 < CHECKSUM) {
            throw new IllegalArgumentException("has no separator or is too short for bech32");
        }
        String prefix = lower.substring(0, separator);
        byte[] words = words(lower, separator + 1);
        if (polymod(prefix, words) != 1) {
            throw new IllegalArgumentException("has a wrong bech32 checksum");
        }
        return new Bech32(prefix, Arrays.copyOf(words, words.length - CHECKSUM));
    }

    public String prefix() {
        return prefix;
    }

    /** The data part without its checksum; not a copy. */
    public byte[] words() {
        return words;
    }

    /** The text form, with its checksum. */
    public String encode() {
        byte[] all = Arrays.copyOf(words, words.length + CHECKSUM);
        int checksum = polymod(prefix, all) ^ 1;
        for (int i = 0; i < CHECKSUM; i++) {
            all[words.length + i] = (byte) ((checksum >>> (5 * (CHECKSUM - 1 - i))) & 31);
        }
        StringBuilder text = new StringBuilder(prefix).append('1');
        for (byte word : all) {
            text.append(ALPHABET.charAt(word));
        }
        return text.toString();
    }

    private static byte[] words(String text, int start) {
        byte[] words = new byte[text.length() - start];
        for (int i = 0; i < words.length; i++) {
            int word = ALPHABET.indexOf(text.charAt(start + i));
            if (word < 0) {
                throw new IllegalArgumentException("has a character outside the bech32 alphabet");
            }
            words[i] = (byte) word;
        }
        return words;
    }

    private static int polymod(String prefix, byte[] words) {
        int state = 1;
        byte[] characters = prefix.getBytes(StandardCharsets.ISO_8859_1);
        for (byte character : characters) {
            state = step(state, (character & 0xff) >>> 5);
        }
        state = step(state, 0);
        for (byte character : characters) {
            state = step(state, character & 31);
        }
        for (byte word : words) {
            state = step(state, word);
        }
        return state;
    }

    private static int step(int state, int word) {
        int top = state >>> 25;
        int next = ((state & 0x1ffffff) << 5) ^ word;
        for (int i = 0; i < GENERATOR.length; i++) {
            next ^= ((top >>> i) & 1) == 0 ? 0 : GENERATOR[i];
        }
        return next;
    }
}
