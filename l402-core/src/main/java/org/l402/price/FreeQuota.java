package org.l402.price;

import java.time.Duration;
import java.time.format.DateTimeParseException;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Calls that a client has for free, counted for each offer and client address.
 *
 * @param calls in every period, above zero
 * @param period from the first free call on; from one second to 366 days
 */
public record FreeQuota(int calls, Duration period) {
    private static final Duration SHORTEST = Duration.ofSeconds(1);
    private static final Duration LONGEST = Duration.ofDays(366);
    private static final Pattern TEXT = Pattern.compile("([0-9]{1,9})\\s+per\\s+(\\S+)");

    /** @throws IllegalArgumentException for numbers out of range */
    public FreeQuota {
        if (calls < 1 || period.compareTo(SHORTEST) < 0 || period.compareTo(LONGEST) > 0) {
            throw new IllegalArgumentException(
                    "a free quota has at least one call in a period from one second to 366 days: " + calls + " per "
                            + period);
        }
    }

    /**
     * Reads {@code 1 per PT24H}: a number, and a period in ISO 8601.
     *
     * @throws IllegalArgumentException with the form that is understood
     */
    public static FreeQuota parse(String text) {
        Matcher matcher = TEXT.matcher(text.trim());
        if (!matcher.matches()) {
            throw new IllegalArgumentException("a free quota is a number and a period, like \"1 per PT24H\"");
        }
        try {
            return new FreeQuota(Integer.parseInt(matcher.group(1)), Duration.parse(matcher.group(2)));
        } catch (DateTimeParseException e) {
            throw new IllegalArgumentException(
                    "the period of a free quota is an ISO 8601 duration like PT24H or P1D, not " + matcher.group(2));
        }
    }

    /** {@code 1 per PT24H}; {@link #parse} reads it. */
    @Override
    public String toString() {
        return calls + " per " + period;
    }
}
