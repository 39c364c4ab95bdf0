package org.l402;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** Keeps answers that somebody paid for out of caches that everybody reads (RFC 9111, section 5.2.2). */
public final class PrivateCaching {
    /** For an answer whose handler says nothing about caching. */
    public static final String DEFAULT = "private";

    private PrivateCaching() {}

    /** The same {@code Cache-Control} value, without {@code public} and {@code s-maxage}, and with {@code private}. */
    public static String of(String cacheControl) {
        List<String> kept = new ArrayList<>();
        for (String directive : cacheControl.split(",", -1)) {
            String plain = directive.strip().toLowerCase(Locale.ROOT);
            boolean shares = plain.equals("public") || plain.startsWith("s-maxage");
            if (!plain.isEmpty() && !shares && !plain.equals(DEFAULT)) {
                kept.add(directive.strip());
            }
        }
        kept.add(0, DEFAULT);
        return String.join(", ", kept);
    }
}
