package org.l402.internal.net;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** IP addresses as text, read without ever asking DNS: the text may come from a stranger. */
public final class IpLiteral {
    private static final int MAX_LENGTH = 45;
    private static final int V4_OCTETS = 4;
    private static final Pattern V6 = Pattern.compile("[0-9a-fA-F:]*:[0-9a-fA-F:.]*");

    private IpLiteral() {}

    /** The address that {@code text} spells; empty for anything else. An IPv4 address within IPv6 becomes IPv4. */
    public static Optional<InetAddress> parse(String text) {
        if (text.length() > MAX_LENGTH) {
            return Optional.empty();
        }
        byte[] v4 = v4(text);
        if (v4 != null) {
            return address(v4);
        }
        // In brackets the JDK takes nothing but an IPv6 literal.
        return V6.matcher(text).matches() ? numeric("[" + text + "]") : Optional.empty();
    }

    /** By hand, as it is read for every request: four numbers up to 255, without needless zeros; null for other text. */
    private static byte @Nullable [] v4(String text) {
        byte[] octets = new byte[V4_OCTETS];
        int start = 0;
        for (int i = 0; i < V4_OCTETS; i++) {
            int dot = text.indexOf('.', start);
            boolean last = i == V4_OCTETS - 1;
            int octet = last == (dot < 0) ? octet(text, start, last ? text.length() : dot) : -1;
            if (octet < 0) {
                return null;
            }
            octets[i] = (byte) octet;
            start = dot + 1;
        }
        return octets;
    }

    private static int octet(String text, int from, int to) {
        boolean needlessZero = to - from > 1 && text.charAt(from) == '0';
        if (to <= from || to - from > 3 || needlessZero) {
            return -1;
        }
        int value = 0;
        for (int i = from; i < to; i++) {
            int digit = text.charAt(i) - '0';
            if (digit < 0 || digit > 9) {
                return -1;
            }
            value = 10 * value + digit;
        }
        return value <= 255 ? value : -1;
    }

    private static Optional<InetAddress> address(byte[] octets) {
        try {
            return Optional.of(InetAddress.getByAddress(octets));
        } catch (UnknownHostException e) {
            return Optional.empty();
        }
    }

    private static Optional<InetAddress> numeric(String text) {
        try {
            return Optional.of(InetAddress.getByName(text));
        } catch (UnknownHostException e) {
            return Optional.empty();
        }
    }
}
