package org.l402.invoice.lnd;

import java.net.URI;
import java.net.URISyntaxException;
import java.util.Locale;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.l402.config.ConfigurationException;

/**
 * Where lnd's REST interface is: scheme, host and port and nothing else.
 *
 * @param base like {@code https://127.0.0.1:8080}, without a slash at the end
 */
record RestAddress(String base) {
    private static final Pattern LOOPBACK = Pattern.compile("localhost|127(\\.[0-9]{1,3}){3}|\\[::1]");
    private static final int MAX_PORT = 65_535;

    /** @throws ConfigurationException for anything else, and for {@code http} over a network */
    static RestAddress parse(String text) {
        URI uri = uri(text);
        String scheme = uri.getScheme() == null ? "" : uri.getScheme().toLowerCase(Locale.ROOT);
        require(scheme.equals("https") || scheme.equals("http"), text, "must start with https://");
        // First of all, so that no later message quotes a password.
        require(uri.getRawUserInfo() == null, text, "must not name a user; lnd wants a macaroon, by macaroon-file");
        String host = uri.getHost();
        require(host != null, text, "has no valid host name or address");
        require(isEmpty(uri.getRawPath()) || uri.getRawPath().equals("/"), text, "must not have a path");
        require(uri.getRawQuery() == null && uri.getRawFragment() == null, text, "must not have a query or a fragment");
        require(uri.getPort() != 0 && uri.getPort() <= MAX_PORT, text, "has no valid port");
        require(
                scheme.equals("https") || LOOPBACK.matcher(host).matches(),
                text,
                "would send the macaroon unencrypted; http is only for this machine, 127.0.0.1 or localhost");
        return new RestAddress(scheme + "://" + uri.getRawAuthority());
    }

    /** @param path starts with a slash and has only characters that need no escape */
    URI at(String path) {
        return URI.create(base + path);
    }

    boolean encrypted() {
        return base.startsWith("https:");
    }

    @Override
    public String toString() {
        return base;
    }

    private static URI uri(String text) {
        try {
            return new URI(text);
        } catch (URISyntaxException e) {
            throw wrong(text, "is no URL");
        }
    }

    private static boolean isEmpty(@Nullable String part) {
        return part == null || part.isEmpty();
    }

    private static void require(boolean condition, String text, String violation) {
        if (!condition) {
            throw wrong(text, violation);
        }
    }

    /** Quotes the address unless it may hold a password. */
    private static ConfigurationException wrong(String text, String violation) {
        String quoted = text.matches("[^@?]*") ? " = " + text : "";
        return new ConfigurationException(
                "lnd-rest.url" + quoted + " " + violation + "; write it like https://127.0.0.1:8080");
    }
}
