package org.l402.internal.token;

import java.util.Optional;

/** Reads {@code key=value} fields that are separated by {@code ;} and stand in a fixed order. */
final class GrantReader {
    private final String text;
    private int position;

    GrantReader(String text) {
        this.text = text;
    }

    void expect(String key, String value) {
        if (!require(key).equals(value)) {
            throw new IllegalArgumentException("unexpected " + key);
        }
    }

    String require(String key) {
        return find(key).orElseThrow(() -> new IllegalArgumentException("no " + key));
    }

    long number(String key) {
        long value = Long.parseLong(require(key));
        if (value < 0) {
            throw new IllegalArgumentException("negative " + key);
        }
        return value;
    }

    Optional<String> find(String key) {
        int start = position + key.length() + 1;
        if (!text.startsWith(key, position) || start > text.length() || text.charAt(start - 1) != '=') {
            return Optional.empty();
        }
        int semicolon = text.indexOf(';', start);
        int end = semicolon < 0 ? text.length() : semicolon;
        position = semicolon < 0 ? text.length() : semicolon + 1;
        return Optional.of(text.substring(start, end));
    }

    void requireEnd() {
        if (position != text.length() || text.endsWith(";")) {
            throw new IllegalArgumentException("unknown field");
        }
    }
}
