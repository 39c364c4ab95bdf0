package org.l402.price;

/**
 * Where a rule applies: one path with its trailing-slash form, or everything below a prefix and the prefix itself.
 *
 * <p>Compared with decoded paths within the application, exactly: upper and lower case differ.
 *
 * @param path without a trailing slash; {@code /} for the root
 * @param prefix whether it was written with {@code /*}
 */
public record PathPattern(String path, boolean prefix) {
    private static final String PREFIX_MARK = "/*";

    /**
     * Reads {@code /reports/daily}, {@code /reports/*} or {@code /*}.
     *
     * @throws IllegalArgumentException with the reason
     */
    public static PathPattern parse(String text) {
        boolean prefix = text.endsWith(PREFIX_MARK);
        String path = prefix ? text.substring(0, text.length() - PREFIX_MARK.length()) : text;
        if (!(path.startsWith("/") || (prefix && path.isEmpty()))) {
            throw new IllegalArgumentException("a path starts with '/': \"" + text + "\"");
        }
        if (!isPlain(path)) {
            throw new IllegalArgumentException(
                    "a path is written decoded, without '//', '.', '..', ';', '?', '#', and '*' only as a last \"/*\": \""
                            + text + "\"");
        }
        return new PathPattern(withoutTrailingSlash(path), prefix);
    }

    /** Whether a decoded path is meant. */
    public boolean matches(String candidate) {
        String plain = withoutTrailingSlash(candidate);
        if (plain.equals(path)) {
            return true;
        }
        return prefix && (path.equals("/") || (plain.startsWith(path) && plain.charAt(path.length()) == '/'));
    }

    /** Whether every path of {@code other} is also one of this. */
    public boolean covers(PathPattern other) {
        return prefix ? matches(other.path) : !other.prefix && path.equals(other.path);
    }

    /** As {@link #parse} reads it. */
    @Override
    public String toString() {
        return prefix ? (path.equals("/") ? "" : path) + PREFIX_MARK : path;
    }

    private static boolean isPlain(String path) {
        for (int i = 0; i < path.length(); i++) {
            char c = path.charAt(i);
            if (c == '/' ? isOddSegment(path, i + 1) : isSpecial(c)) {
                return false;
            }
        }
        return true;
    }

    private static boolean isSpecial(char c) {
        return c == '*' || c == ';' || c == '?' || c == '#' || c == '%' || c == '\\';
    }

    /** Whether the segment at {@code start} is empty and not the last, or stands for this folder or the one above. */
    private static boolean isOddSegment(String path, int start) {
        if (start == path.length() || (path.charAt(start) != '/' && path.charAt(start) != '.')) {
            return false;
        }
        int slash = path.indexOf('/', start);
        String segment = path.substring(start, slash < 0 ? path.length() : slash);
        return segment.isEmpty() || segment.equals(".") || segment.equals("..");
    }

    private static String withoutTrailingSlash(String path) {
        String plain = path.endsWith("/") ? path.substring(0, path.length() - 1) : path;
        return plain.isEmpty() ? "/" : plain;
    }
}
