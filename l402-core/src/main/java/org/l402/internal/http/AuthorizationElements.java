package org.l402.internal.http;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * Finds the L402 credentials in one {@code Authorization} line, which a proxy may have folded together from several.
 *
 * <pre>
 * credentials = ("L402" / "LSAT") 1*SP macaroon *("," macaroon) ":" preimage
 * </pre>
 *
 * <p>A scheme counts only at the start of an element, outside of quoted strings: {@code Bearer xL402 …} is none.
 */
final class AuthorizationElements {
    private static final int SCHEME_LENGTH = 4;

    private AuthorizationElements() {}

    /** What follows the scheme of each L402 or LSAT credential in the line, with the blanks around it. */
    static List<Slice> credentials(String line) {
        if (startsWithScheme(line) && line.indexOf(',') < 0) {
            return List.of(Slice.trimmed(line, SCHEME_LENGTH));
        }
        return mentionsScheme(line) ? folded(line) : List.of();
    }

    /**
     * A part of a text, without blanks and one pair of quotes around it: most lines need not be copied.
     *
     * @param from inclusive
     * @param to exclusive
     */
    record Slice(String text, int from, int to) {
        private static Slice trimmed(String text, int start) {
            int from = start;
            int to = text.length();
            while (from < to && text.charAt(from) <= ' ') {
                from++;
            }
            while (from < to && text.charAt(to - 1) <= ' ') {
                to--;
            }
            boolean quoted = to - from >= 2 && text.charAt(from) == '"' && text.charAt(to - 1) == '"';
            return quoted ? new Slice(text, from + 1, to - 1) : new Slice(text, from, to);
        }

        int length() {
            return to - from;
        }

        /** Where {@code c} stands in the whole text; -1 if it is not in this part. */
        int indexOf(char c) {
            int index = text.indexOf(c, from);
            return index < to ? index : -1;
        }
    }

    private static List<Slice> folded(String line) {
        List<Slice> found = new ArrayList<>();
        StringBuilder open = null;
        for (String raw : elements(line)) {
            String element = raw.strip();
            if (startsWithScheme(element)) {
                open = new StringBuilder(element.substring(SCHEME_LENGTH));
            } else if (open != null) {
                // Further macaroons of the same credential: they run on until the preimage has come.
                open.append(',').append(element);
            }
            // Only the new element is searched: a line of nothing but commas must not take quadratic time.
            if (open != null && element.indexOf(':') >= 0) {
                found.add(Slice.trimmed(open.toString(), 0));
                open = null;
            }
        }
        if (open != null) {
            found.add(Slice.trimmed(open.toString(), 0));
        }
        return found;
    }

    private static List<String> elements(String line) {
        List<String> elements = new ArrayList<>();
        boolean quoted = false;
        int start = 0;
        for (int i = 0; i < line.length(); i++) {
            char c = line.charAt(i);
            quoted ^= c == '"';
            if (c == ',' && !quoted) {
                elements.add(line.substring(start, i));
                start = i + 1;
            }
        }
        elements.add(line.substring(start));
        return elements;
    }

    private static boolean startsWithScheme(String element) {
        return (element.regionMatches(true, 0, "L402", 0, SCHEME_LENGTH)
                        || element.regionMatches(true, 0, "LSAT", 0, SCHEME_LENGTH))
                && (element.length() == SCHEME_LENGTH
                        || element.charAt(SCHEME_LENGTH) == ' '
                        || element.charAt(SCHEME_LENGTH) == '\t');
    }

    private static boolean mentionsScheme(String line) {
        String lower = line.toLowerCase(Locale.ROOT);
        return lower.contains("l402") || lower.contains("lsat");
    }
}
