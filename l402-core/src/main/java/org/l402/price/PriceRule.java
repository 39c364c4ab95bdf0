package org.l402.price;

import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Ties an offer to requests.
 *
 * @param method the one method it is for; empty for all
 * @param pattern the paths it is for
 * @param offer what they cost
 * @param source where it was written, for messages to the seller
 */
public record PriceRule(Optional<String> method, PathPattern pattern, Offer offer, String source) {
    private static final int MAX_NAME = 48;
    private static final Pattern TEXT = Pattern.compile("(?:([A-Z]+) ?)?(/.*)");

    /**
     * Reads the target {@code /v1/x}, {@code POST /v1/x} or {@code POST/v1/x}.
     *
     * @throws IllegalArgumentException with the form that is understood
     */
    public static PriceRule of(String target, Offer offer, String source) {
        Matcher matcher = TEXT.matcher(target.trim());
        if (!matcher.matches()) {
            throw new IllegalArgumentException(
                    "a rule names a path like \"/reports/*\", or a method and a path like \"POST /v1/x\", not \""
                            + target + "\"");
        }
        return new PriceRule(Optional.ofNullable(matcher.group(1)), PathPattern.parse(matcher.group(2)), offer, source);
    }

    /** {@code POST /v1/x} or {@code /v1/x}. */
    public String target() {
        return method.map(name -> name + " ").orElse("") + pattern;
    }

    /** The name that its offer has unless it is given one. */
    String defaultOfferId() {
        return nameFor(target());
    }

    /** The name of an offer that was given none, made from its target: {@code post-v1-x}, {@code reports-any}. */
    public static String nameFor(String target) {
        String slug = target.toLowerCase(Locale.ROOT)
                .replace("*", "any")
                .replaceAll("[^a-z0-9]+", "-")
                .replaceAll("^-|-$", "");
        return slug.isEmpty() ? "root" : slug.substring(0, Math.min(MAX_NAME, slug.length()));
    }
}
