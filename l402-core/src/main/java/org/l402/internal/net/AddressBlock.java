package org.l402.internal.net;

import java.net.InetAddress;

/** A block of IP addresses in CIDR notation; a lone address is a block of one. */
public final class AddressBlock {
    private final InetAddress base;
    private final int bits;

    private AddressBlock(InetAddress base, int bits) {
        this.base = base;
        this.bits = bits;
    }

    /**
     * Reads {@code 10.0.0.0/8}, {@code 2001:db8::/32} or {@code 192.0.2.7}.
     *
     * @throws IllegalArgumentException for anything else, host names included
     */
    public static AddressBlock parse(String text) {
        int slash = text.indexOf('/');
        InetAddress base = IpLiteral.parse(slash < 0 ? text : text.substring(0, slash))
                .orElseThrow(() -> new IllegalArgumentException(
                        "an address block is like 10.0.0.0/8, 2001:db8::/32 or 192.0.2.7, not \"" + text + "\""));
        int all = base.getAddress().length * 8;
        int bits = slash < 0 ? all : prefixLength(text.substring(slash + 1), all);
        return new AddressBlock(base, bits);
    }

    public boolean contains(InetAddress address) {
        byte[] mine = base.getAddress();
        byte[] other = address.getAddress();
        if (mine.length != other.length) {
            return false;
        }
        for (int bit = 0; bit < bits; bit++) {
            int mask = 0x80 >>> (bit % 8);
            if (((mine[bit / 8] ^ other[bit / 8]) & mask) != 0) {
                return false;
            }
        }
        return true;
    }

    /** Whether every address of {@code other} is also one of this. */
    public boolean covers(AddressBlock other) {
        return other.bits >= bits && contains(other.base);
    }

    @Override
    public String toString() {
        return base.getHostAddress() + "/" + bits;
    }

    private static int prefixLength(String text, int all) {
        if (!text.matches("[0-9]{1,3}") || Integer.parseInt(text) > all) {
            throw new IllegalArgumentException(
                    "a prefix length is a number from 0 to " + all + ", not \"" + text + "\"");
        }
        return Integer.parseInt(text);
    }
}
