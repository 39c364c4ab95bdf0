package org.l402.internal.token;

import java.util.Optional;
import org.l402.macaroon.Caveat;

/** Reads {@code key=value} fields that are separated by {@code ;} and stand in a fixed order. */
final class GrantReader {
    private final Caveat caveat;
    private int position;
    private int valueStart;
    private int valueEnd;

    GrantReader(Caveat caveat) {
        this.caveat = caveat;
    }

    void expect(String key, String value) {
        requireField(key);
        if (valueEnd - valueStart != value.length() || !caveat.startsWith(value, valueStart)) {
            throw new IllegalArgumentException("unexpected " + key);
        }
    }

    String require(String key) {
        requireField(key);
        return caveat.text(valueStart, valueEnd);
    }

    long number(String key) {
        requireField(key);
        return caveat.number(valueStart, valueEnd);
    }

    Optional<String> find(String key) {
        return take(key) ? Optional.of(caveat.text(valueStart, valueEnd)) : Optional.empty();
    }

    void requireEnd() {
        if (position != caveat.length() || caveat.charAt(position - 1) == ';') {
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
        if (!caveat.startsWith(key, position) || !caveat.startsWith("=", start - 1)) {
            return false;
        }
        valueStart = start;
        valueEnd = caveat.indexOf(';', start);
        position = Math.min(valueEnd + 1, caveat.length());
        return true;
    }
}
