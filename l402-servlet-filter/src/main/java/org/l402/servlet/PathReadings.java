package org.l402.servlet;

import jakarta.servlet.http.HttpServletRequest;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/**
 * The path of a request in every way that something behind the filter might read it: as the container dispatches it, and
 * as the decoded, normalised request URI. A price that fits either reading applies, so that no spelling of a path
 * ({@code //}, {@code ;x=1}, {@code %2F}, {@code ..}) leads around it.
 */
final class PathReadings {
    private PathReadings() {}

    static List<String> of(HttpServletRequest request) {
        String info = request.getPathInfo();
        String dispatched = info == null ? request.getServletPath() : request.getServletPath() + info;
        String path = dispatched.isEmpty() ? "/" : dispatched;
        String uri = request.getRequestURI();
        int start = request.getContextPath().length();
        if (isPlain(uri) && uri.length() - start == path.length() && uri.startsWith(path, start)) {
            return List.of(path);
        }
        String normalised = normalise(uri.substring(Math.min(start, uri.length())));
        return normalised.equals(path) ? List.of(path) : List.of(path, normalised);
    }

    private static boolean isPlain(String uri) {
        for (int i = 0; i < uri.length(); i++) {
            char c = uri.charAt(i);
            boolean doubled =
                    c == '/' && i + 1 < uri.length() && (uri.charAt(i + 1) == '/' || uri.charAt(i + 1) == '.');
            if (c == '%' || c == ';' || c == '\\' || doubled) {
                return false;
            }
        }
        return true;
    }

    private static String normalise(String raw) {
        String decoded = decode(raw.replaceAll(";[^/]*", "")).replace('\\', '/');
        List<String> segments = new ArrayList<>();
        for (String segment : decoded.split("/", -1)) {
            if (segment.equals("..") && !segments.isEmpty()) {
                segments.remove(segments.size() - 1);
            } else if (!segment.isEmpty() && !segment.equals(".") && !segment.equals("..")) {
                segments.add(segment);
            }
        }
        return "/" + String.join("/", segments);
    }

    private static String decode(String raw) {
        try {
            return URLDecoder.decode(raw.replace("+", "%2B"), StandardCharsets.UTF_8);
        } catch (IllegalArgumentException malformed) {
            // The container has accepted it; then nothing behind the filter decodes it differently.
            return raw;
        }
    }
}
