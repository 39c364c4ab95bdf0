package org.l402.internal.http;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/**
 * Finds who sent a request in a line of {@code Forwarded} (RFC 7239).
 *
 * <p>Reads from the right: what a proxy appended is well-formed, and what a stranger wrote to the left of it need not be.
 * Read from the left, a quote that the stranger leaves open would swallow the proxy's word.
 */
final class ForwardedHeader {
    private ForwardedHeader() {}

    /** The {@code for} of each element in order; an empty text for an element that has none, or several. */
    static List<String> nodes(String line) {
        List<String> nodes = new ArrayList<>();
        for (String element : split(line, ',')) {
            nodes.add(node(element));
        }
        return nodes;
    }

    private static String node(String element) {
        String found = null;
        for (String pair : split(element, ';')) {
            int equals = pair.indexOf('=');
            if (equals >= 0 && pair.substring(0, equals).strip().equalsIgnoreCase("for")) {
                if (found != null) {
                    return "";
                }
                found = unquoted(pair.substring(equals + 1).strip());
            }
        }
        return found == null ? "" : found;
    }

    private static String unquoted(String value) {
        boolean quoted = value.length() >= 2 && value.startsWith("\"") && value.endsWith("\"");
        return quoted ? value.substring(1, value.length() - 1) : value;
    }

    /** The parts between delimiters outside of quoted strings, where quotes are paired from the right. */
    private static List<String> split(String text, char delimiter) {
        List<String> parts = new ArrayList<>();
        boolean quoted = false;
        int end = text.length();
        for (int i = text.length() - 1; i >= 0; i--) {
            char c = text.charAt(i);
            quoted ^= c == '"' && !escaped(text, i);
            if (c == delimiter && !quoted) {
                parts.add(text.substring(i + 1, end));
                end = i;
            }
        }
        parts.add(text.substring(0, end));
        Collections.reverse(parts);
        return parts;
    }

    private static boolean escaped(String text, int index) {
        int backslashes = 0;
        while (backslashes < index && text.charAt(index - 1 - backslashes) == '\\') {
            backslashes++;
        }
        return backslashes % 2 == 1;
    }
}
