package org.l402.internal.http;

import java.net.Inet6Address;
import java.net.InetAddress;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.regex.Pattern;
import org.l402.internal.net.AddressBlock;
import org.l402.internal.net.IpLiteral;

/**
 * Who sent a request: the peer of the connection, unless that is a proxy of the seller's. Then the right-most address that
 * is no such proxy, in the one header that these proxies write; everything left of it was written by strangers, and so was
 * every other header of the kind.
 *
 * <p>Immutable and thread-safe.
 */
public final class ClientAddress {
    private static final int MAX_HOPS = 32;
    private static final int IPV6_PREFIX_BYTES = 8;
    private static final Pattern PORT = Pattern.compile(":([0-9]{1,5}|_[A-Za-z0-9._-]+)");
    private static final String FORWARDED = "Forwarded";

    private final List<AddressBlock> proxies;
    private final String header;

    /**
     * @param proxies the seller's own proxies; empty if clients connect directly
     * @param header the header that they write: {@code Forwarded} (RFC 7239), or one that lists addresses like {@code
     *     X-Forwarded-For}
     */
    public ClientAddress(List<AddressBlock> proxies, String header) {
        this.proxies = List.copyOf(proxies);
        this.header = header;
    }

    /**
     * The address of the client; empty if a trusted proxy does not say.
     *
     * @param peer the numeric address of the connection's other end
     * @param headers all lines of a header, by name
     */
    public Optional<InetAddress> of(String peer, Function<String, List<String>> headers) {
        Optional<InetAddress> address = IpLiteral.parse(withoutZone(peer));
        if (address.filter(this::isProxy).isEmpty()) {
            return address;
        }
        List<String> hops = hops(headers);
        for (int i = hops.size() - 1; i >= 0; i--) {
            Optional<InetAddress> hop = node(hops.get(i));
            if (hop.filter(this::isProxy).isEmpty()) {
                return hop;
            }
        }
        return address;
    }

    /** What stands for a client in quotas and throttles: the IPv4 address, or the /64 that one IPv6 customer has. */
    public static byte[] identity(InetAddress address) {
        byte[] bytes = address.getAddress();
        return address instanceof Inet6Address ? Arrays.copyOf(bytes, IPV6_PREFIX_BYTES) : bytes;
    }

    private boolean isProxy(InetAddress address) {
        for (AddressBlock block : proxies) {
            if (block.contains(address)) {
                return true;
            }
        }
        return false;
    }

    /** The last hops, in order. */
    private List<String> hops(Function<String, List<String>> headers) {
        List<String> hops = new ArrayList<>();
        for (String line : headers.apply(header)) {
            boolean forwarded = header.equalsIgnoreCase(FORWARDED);
            hops.addAll(forwarded ? ForwardedHeader.nodes(line) : Arrays.asList(line.split(",", -1)));
        }
        return hops.subList(Math.max(0, hops.size() - MAX_HOPS), hops.size());
    }

    /** {@code 192.0.2.1}, {@code 192.0.2.1:4711}, {@code 2001:db8::1}, {@code [2001:db8::1]:4711}; empty if hidden. */
    private static Optional<InetAddress> node(String text) {
        String node = text.strip();
        boolean bracketed = node.startsWith("[");
        int colon = node.indexOf(':');
        boolean withPort = colon >= 0 && colon == node.lastIndexOf(':');
        int end = bracketed ? node.indexOf(']') : withPort ? colon : node.length();
        if (end < 0) {
            return Optional.empty();
        }
        String port = node.substring(bracketed ? end + 1 : end);
        // What is no port may be a stranger's text that a proxy's was glued to.
        boolean wellFormed = port.isEmpty() || PORT.matcher(port).matches();
        return wellFormed ? IpLiteral.parse(node.substring(bracketed ? 1 : 0, end)) : Optional.empty();
    }

    private static String withoutZone(String address) {
        String plain =
                address.startsWith("[") && address.endsWith("]") ? address.substring(1, address.length() - 1) : address;
        int zone = plain.indexOf('%');
        return zone < 0 ? plain : plain.substring(0, zone);
    }
}
