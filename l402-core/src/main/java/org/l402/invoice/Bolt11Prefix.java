package org.l402.invoice;

import java.math.BigInteger;
import java.util.Map;
import java.util.OptionalLong;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The human-readable part of an invoice: {@code ln} network [amount [multiplier]]. */
record Bolt11Prefix(Network network, OptionalLong amountMsat) {
    // Longest network first: "bcrt" starts with "bc", "tbs" with "tb".
    private static final Pattern GRAMMAR = Pattern.compile("ln(bcrt|tbs|bc|tb|sb)(?:([1-9][0-9]{0,17})([munp])?)?");
    private static final BigInteger MSAT_PER_BITCOIN = BigInteger.valueOf(100_000_000_000L);
    private static final Map<String, BigInteger> DIVISORS = Map.of(
            "m", BigInteger.valueOf(1_000L),
            "u", BigInteger.valueOf(1_000_000L),
            "n", BigInteger.valueOf(1_000_000_000L),
            "p", BigInteger.valueOf(1_000_000_000_000L));

    static Bolt11Prefix parse(String prefix) {
        Matcher matcher = GRAMMAR.matcher(prefix);
        if (!matcher.matches()) {
            throw new Bolt11FormatException("invoice has an unknown network or a malformed amount");
        }
        Network network = network(matcher.group(1));
        if (matcher.group(2) == null) {
            return new Bolt11Prefix(network, OptionalLong.empty());
        }
        return new Bolt11Prefix(network, OptionalLong.of(amountMsat(matcher.group(2), matcher.group(3))));
    }

    /** The shortest way to write an amount. */
    static String format(Network network, OptionalLong amountMsat) {
        String start = "ln" + network.prefix();
        return amountMsat.isEmpty() ? start : start + shortest(amountMsat.getAsLong());
    }

    private static String shortest(long msat) {
        if (msat % 100_000_000L == 0) {
            return msat / 100_000_000L + "m";
        }
        if (msat % 100_000L == 0) {
            return msat / 100_000L + "u";
        }
        return msat % 100L == 0 ? msat / 100L + "n" : msat * 10L + "p";
    }

    private static Network network(String prefix) {
        for (Network network : Network.values()) {
            if (network.prefix().equals(prefix)) {
                return network;
            }
        }
        throw new Bolt11FormatException("invoice has an unknown network");
    }

    private static long amountMsat(String digits, @org.jspecify.annotations.Nullable String multiplier) {
        BigInteger divisor = multiplier == null ? BigInteger.ONE : DIVISORS.get(multiplier);
        BigInteger[] msat = new BigInteger(digits).multiply(MSAT_PER_BITCOIN).divideAndRemainder(divisor);
        if (msat[1].signum() != 0) {
            throw new Bolt11FormatException("invoice amount has a fraction of a millisatoshi");
        }
        if (msat[0].bitLength() > 62) {
            throw new Bolt11FormatException("invoice amount is larger than all bitcoin");
        }
        return msat[0].longValueExact();
    }
}
