package org.l402.servlet;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Query parameters, without {@code getParameter}: that would read a form body which belongs to the handler. */
final class QueryString {
    private QueryString() {}

    static Optional<String> first(@Nullable String query, String name) {
        if (query == null) {
            return Optional.empty();
        }
        for (String pair : query.split("&", -1)) {
            int equals = pair.indexOf('=');
            Optional<String> key = decode(equals < 0 ? pair : pair.substring(0, equals));
            Optional<String> value = decode(equals < 0 ? "" : pair.substring(equals + 1));
            if (value.isPresent() && key.filter(name::equals).isPresent()) {
                return value;
            }
        }
        return Optional.empty();
    }

    /** Empty if it is malformed: containers pass over such a pair, or refuse the request when the handler asks for it. */
    private static Optional<String> decode(String text) {
        try {
            return Optional.of(URLDecoder.decode(text, StandardCharsets.UTF_8));
        } catch (IllegalArgumentException malformed) {
            return Optional.empty();
        }
    }
}
