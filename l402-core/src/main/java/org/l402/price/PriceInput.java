package org.l402.price;

import java.util.Locale;
import java.util.regex.Pattern;

/**
 * Something of a request that a price depends on. A price function sees what it declares and nothing else, so that the
 * grant can tell a repeated request from another one.
 *
 * @param kind where it stands
 * @param name its name there; empty for the method and the path
 */
public record PriceInput(Kind kind, String name) {
    /** Where an input stands in the request. */
    public enum Kind {
        METHOD,
        PATH,
        HEADER,
        QUERY,
        JSON
    }

    private static final Pattern POINTER = Pattern.compile("(/[^/]*)*");

    @Override
    public String toString() {
        return (kind + " " + name).strip();
    }

    /** The request method. */
    public static PriceInput method() {
        return new PriceInput(Kind.METHOD, "");
    }

    /** The decoded path within the application. */
    public static PriceInput path() {
        return new PriceInput(Kind.PATH, "");
    }

    /** The first line of a header. */
    public static PriceInput header(String name) {
        return new PriceInput(Kind.HEADER, name.toLowerCase(Locale.ROOT));
    }

    /** The first value of a query parameter. */
    public static PriceInput query(String name) {
        return new PriceInput(Kind.QUERY, name);
    }

    /**
     * A value in the JSON body. Declaring one makes the engine read the body (JSON, at most 64 KiB) before the handler
     * does.
     *
     * @param pointer RFC 6901; empty for the whole body
     * @throws IllegalArgumentException for anything else
     */
    public static PriceInput json(String pointer) {
        if (!POINTER.matcher(pointer).matches()) {
            throw new IllegalArgumentException("a JSON pointer is empty or starts with '/': " + pointer);
        }
        return new PriceInput(Kind.JSON, pointer);
    }
}
