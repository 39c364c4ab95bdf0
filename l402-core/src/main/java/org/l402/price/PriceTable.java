package org.l402.price;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * The price rules of an application. The most specific rule wins: an exact path before a prefix, a longer prefix before a
 * shorter one, and on the same path a rule for the method before one for all.
 *
 * <p>Immutable.
 */
public final class PriceTable {
    private static final String ANY_METHOD = "";

    private final List<PriceRule> rules;
    private final Map<String, Map<String, Offer>> exact = new HashMap<>();
    private final Map<String, Map<String, Offer>> prefixes = new HashMap<>();

    private PriceTable(List<PriceRule> rules) {
        this.rules = rules;
        for (PriceRule rule : rules) {
            offersAt(rule.pattern()).put(rule.method().orElse(ANY_METHOD), rule.offer());
        }
    }

    /**
     * @param rules in any order; offers without a name get the one of their rule
     * @throws IllegalArgumentException if two rules are for the same method and path
     */
    public static PriceTable of(Collection<PriceRule> rules) {
        List<PriceRule> named = new ArrayList<>();
        Map<String, PriceRule> targets = new HashMap<>();
        for (PriceRule rule : rules) {
            Offer offer = rule.offer().orNamed(rule.defaultOfferId());
            PriceRule complete = new PriceRule(rule.method(), rule.pattern(), offer, rule.source());
            PriceRule other = targets.put(complete.target(), complete);
            if (other != null) {
                throw new IllegalArgumentException("two prices for " + rule.target() + ": " + other.source() + " says "
                        + other.offer() + ", " + rule.source() + " says " + offer + "; remove one");
            }
            named.add(complete);
        }
        return new PriceTable(List.copyOf(named));
    }

    /**
     * The offer of a request, if it has a price.
     *
     * @param method in any case; {@code HEAD} is priced like {@code GET}
     * @param path decoded, within the application
     */
    public Optional<Offer> find(String method, String path) {
        if (rules.isEmpty()) {
            return Optional.empty();
        }
        // RESTEasy answers "get" as it answers "GET".
        String upper = method.toUpperCase(Locale.ROOT);
        String asked = upper.equals("HEAD") ? "GET" : upper;
        String plain = path.length() > 1 && path.endsWith("/") ? path.substring(0, path.length() - 1) : path;
        Optional<Offer> found = pick(exact.get(plain), asked);
        int end = plain.length();
        while (found.isEmpty() && end >= 0) {
            found = pick(prefixes.get(plain.substring(0, end)), asked);
            end = plain.lastIndexOf('/', end - 1);
        }
        return found.isPresent() ? found : pick(prefixes.get("/"), asked);
    }

    /** All rules, named, as they were given. */
    public List<PriceRule> rules() {
        return rules;
    }

    /** One line a rule, for the log. */
    @Override
    public String toString() {
        StringBuilder text = new StringBuilder();
        for (PriceRule rule : rules) {
            text.append(String.format(
                    Locale.ROOT,
                    "%n  %-32s %-24s (%s, %s)",
                    rule.target(),
                    rule.offer(),
                    rule.offer().id(),
                    rule.source()));
        }
        return text.toString();
    }

    private Map<String, Offer> offersAt(PathPattern pattern) {
        return (pattern.prefix() ? prefixes : exact).computeIfAbsent(pattern.path(), path -> new HashMap<>());
    }

    private static Optional<Offer> pick(@org.jspecify.annotations.Nullable Map<String, Offer> offers, String method) {
        if (offers == null) {
            return Optional.empty();
        }
        Offer forMethod = offers.get(method);
        return Optional.ofNullable(forMethod != null ? forMethod : offers.get(ANY_METHOD));
    }
}
