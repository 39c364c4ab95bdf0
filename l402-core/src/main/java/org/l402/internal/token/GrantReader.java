package org.l402.internal.token;

import java.util.Optional;

/** Reads {@code key=value} fields that are separated by {@code ;} and stand in a fixed order. */
final class GrantReader {
    private static final int DECIMAL = 10;

    private final String text;
    private int position;
    private int valueStart;
    private int valueEnd;

    GrantReader(String text) {
        this.text = text;
    }

    void expect(String key, String value) {
        requireField(key);
        if (valueEnd - valueStart != value.length() || !text.startsWith(value, valueStart)) {
            throw new IllegalArgumentException("unexpected " + key);
        }
    }

    String require(String key) {
        requireField(key);
        return text.substring(valueStart, valueEnd);
    }

    long number(String key) {
        requireField(key);
        long value = Long.parseLong(text, valueStart, valueEnd, DECIMAL);
        if (value < 0) {
            throw new IllegalArgumentException("negative " + key);
        }
        return value;
    }

    Optional<String> find(String key) {
        return take(key) ? Optional.of(text.substring(valueStart, valueEnd)) : Optional.empty();
    }

    void requireEnd() {
        if (position != text.length() || text.endsWith(";")) {
            throw new IllegalArgumentException("unknown field");
        }
    }

    private void requireField(String key) {
        if (!take(key)) {
            throw new IllegalArgumentException("no " + key);
        }
    }

    private boolean take(String key) {
        int start = position + key.length() + 1;
        if (start > text.length() || !text.startsWith(key, position) || text.charAt(start - 1) != '=') {
            return false;
        }
        int semicolon = text.indexOf(';', start);
        valueStart = start;
        valueEnd = semicolon < 0 ? text.length() : semicolon;
        position = semicolon < 0 ? text.length() : semicolon + 1;
        return true;
    }
}
