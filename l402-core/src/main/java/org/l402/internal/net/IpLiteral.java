package org.l402.internal.net;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Optional;
import java.util.regex.Pattern;

/** IP addresses as text, read without ever asking DNS: the text may come from a stranger. */
public final class IpLiteral {
    private static final int MAX_LENGTH = 45;
    private static final String OCTET = "(25[0-5]|2[0-4][0-9]|1[0-9]{2}|[1-9]?[0-9])";
    private static final Pattern V4 = Pattern.compile(OCTET + "(\\." + OCTET + "){3}");
    private static final Pattern V6 = Pattern.compile("[0-9a-fA-F:]*:[0-9a-fA-F:.]*");

    private IpLiteral() {}

    /** The address that {@code text} spells; empty for anything else. An IPv4 address within IPv6 becomes IPv4. */
    public static Optional<InetAddress> parse(String text) {
        if (text.length() > MAX_LENGTH) {
            return Optional.empty();
        }
        if (V4.matcher(text).matches()) {
            return numeric(text);
        }
        // In brackets the JDK takes nothing but an IPv6 literal.
        return V6.matcher(text).matches() ? numeric("[" + text + "]") : Optional.empty();
    }

    private static Optional<InetAddress> numeric(String text) {
        try {
            return Optional.of(InetAddress.getByName(text));
        } catch (UnknownHostException e) {
            return Optional.empty();
        }
    }
}
