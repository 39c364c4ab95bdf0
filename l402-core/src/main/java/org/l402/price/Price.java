package org.l402.price;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * An amount of money, in millisatoshi.
 *
 * @param msat from 0 to all bitcoin there can be
 */
public record Price(long msat) implements Comparable<Price> {
    /** The most that a price can be: 21 million bitcoin. */
    public static final long MAX_MSAT = 2_100_000_000_000_000_000L;

    private static final long MSAT_PER_SAT = 1000;
    private static final Pattern TEXT = Pattern.compile("([0-9][0-9_]*)\\s*(sat|sats|msat)");

    /** @throws IllegalArgumentException for an amount out of range */
    public Price {
        if (msat < 0 || msat > MAX_MSAT) {
            throw new IllegalArgumentException("a price is between 0 and 21 million bitcoin: " + msat + " msat");
        }
    }

    /** @throws IllegalArgumentException for an amount out of range */
    public static Price sats(long sats) {
        if (sats < 0 || sats > MAX_MSAT / MSAT_PER_SAT) {
            throw new IllegalArgumentException("a price is between 0 and 21 million bitcoin: " + sats + " sat");
        }
        return new Price(sats * MSAT_PER_SAT);
    }

    /** @throws IllegalArgumentException for an amount out of range */
    public static Price msat(long msat) {
        return new Price(msat);
    }

    /**
     * Reads {@code 5 sat} or {@code 2500 msat}; a number without a unit is refused.
     *
     * @throws IllegalArgumentException with the forms that are understood
     */
    public static Price parse(String text) {
        Matcher matcher = TEXT.matcher(text.trim());
        if (!matcher.matches()) {
            throw new IllegalArgumentException(
                    "a price is a whole number with a unit, like \"5 sat\" or \"2500 msat\"");
        }
        try {
            long number = Long.parseLong(matcher.group(1).replace("_", ""));
            return matcher.group(2).equals("msat") ? msat(number) : sats(number);
        } catch (NumberFormatException e) {
            throw new IllegalArgumentException("a price is at most 21 million bitcoin");
        }
    }

    /** In whole satoshis, rounded up: a seller never gets less than the price. */
    public long satsRoundedUp() {
        return Math.floorDiv(msat + MSAT_PER_SAT - 1, MSAT_PER_SAT);
    }

    /** This price, or the next whole satoshi above it. */
    public Price roundedUpToSats() {
        return new Price(satsRoundedUp() * MSAT_PER_SAT);
    }

    @Override
    public int compareTo(Price that) {
        return Long.compare(msat, that.msat);
    }

    /** {@code 5 sat} or {@code 2500 msat}; {@link #parse} reads it. */
    @Override
    public String toString() {
        return msat % MSAT_PER_SAT == 0 ? msat / MSAT_PER_SAT + " sat" : msat + " msat";
    }
}
