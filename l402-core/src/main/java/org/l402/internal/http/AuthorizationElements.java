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
    private AuthorizationElements() {}

    /** What follows the scheme of each L402 or LSAT credential in the line. */
    static List<String> credentials(String line) {
        if (startsWithScheme(line) && line.indexOf(',') < 0) {
            return List.of(unquoted(line.substring(4)));
        }
        return mentionsScheme(line) ? folded(line) : List.of();
    }

    private static List<String> folded(String line) {
        List<String> found = new ArrayList<>();
        StringBuilder open = null;
        for (String raw : elements(line)) {
            String element = raw.strip();
            if (startsWithScheme(element)) {
                open = new StringBuilder(unquoted(element.substring(4)));
            } else if (open != null) {
                // Further macaroons of the same credential: they run on until the preimage has come.
                open.append(',').append(element);
            }
            if (open != null && open.indexOf(":") >= 0) {
                found.add(open.toString());
                open = null;
            }
        }
        if (open != null) {
            found.add(open.toString());
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
        return (element.regionMatches(true, 0, "L402", 0, 4) || element.regionMatches(true, 0, "LSAT", 0, 4))
                && (element.length() == 4 || element.charAt(4) == ' ' || element.charAt(4) == '\t');
    }

    private static boolean mentionsScheme(String line) {
        String lower = line.toLowerCase(Locale.ROOT);
        return lower.contains("l402") || lower.contains("lsat");
    }

    private static String unquoted(String token) {
        String plain = token.strip();
        boolean quoted = plain.length() >= 2 && plain.startsWith("\"") && plain.endsWith("\"");
        return quoted ? plain.substring(1, plain.length() - 1) : plain;
    }
}
