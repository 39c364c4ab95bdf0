package org.l402;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.l402.config.ConfigurationException;
import org.l402.price.Offer;
import org.l402.price.OfferNames;
import org.l402.price.Price;
import org.l402.price.PriceRule;
import org.l402.price.PriceTable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Everything that an engine sells: by path rule, by name, and by the annotations that adapters find. Thread-safe.
 */
public final class Catalog {
    private static final Logger LOG = LoggerFactory.getLogger(L402.class);

    private final PriceTable rules;
    private final Map<String, Offer> named;
    private final List<String> expected;
    private final OfferNames names = new OfferNames();

    Catalog(PriceTable rules, Map<String, Offer> named, List<String> expected) {
        this.rules = rules;
        this.named = Map.copyOf(named);
        this.expected = List.copyOf(expected);
        rules.rules().forEach(rule -> names.claim(rule.offer(), rule.source()));
        named.values().forEach(offer -> names.claim(offer, "offer(" + offer.id() + ")"));
    }

    /** The path rules. */
    public PriceTable rules() {
        return rules;
    }

    /** What must have a price by the time the application has started, like {@code POST /v1/x}. */
    public List<String> expected() {
        return expected;
    }

    /**
     * What {@link L402Builder#expect} means: a method and a path, in the form of a rule.
     *
     * @throws ConfigurationException if it cannot be read
     */
    public PriceRule expectation(String target) {
        try {
            return PriceRule.of(target, Offer.fixed(Price.msat(1)), "expect");
        } catch (IllegalArgumentException e) {
            throw new ConfigurationException("expect = " + target + " is wrong: " + e.getMessage());
        }
    }

    /**
     * The offer that an annotation describes, named for good.
     *
     * @param defaultId its name unless the annotation gives one
     * @param source where the annotation stands, for messages
     * @throws ConfigurationException if the annotation is wrong, or its name is taken by another offer
     */
    public Offer offer(Priced priced, String defaultId, String source) {
        try {
            Offer offer = terms(priced, source).orNamed(defaultId);
            names.claim(offer, source);
            LOG.info("@Priced on {}: offer {} for {}", source, offer.id(), offer);
            return offer;
        } catch (ConfigurationException e) {
            throw e;
        } catch (IllegalArgumentException e) {
            throw new ConfigurationException("@Priced on " + source + ": " + e.getMessage());
        }
    }

    /**
     * The terms that an annotation describes, perhaps without a name.
     *
     * @param source where the annotation stands, for messages
     * @throws ConfigurationException if the annotation is wrong
     */
    public Offer terms(Priced priced, String source) {
        try {
            return decorated(base(priced), priced);
        } catch (IllegalArgumentException e) {
            throw new ConfigurationException("@Priced on " + source + ": " + e.getMessage());
        }
    }

    /**
     * Checks what can be checked of an annotation without an engine.
     *
     * @param source where the annotation stands, for messages
     * @throws ConfigurationException if the annotation is wrong
     */
    public static void validate(Priced priced, String source) {
        try {
            requireOnePrice(priced);
            decorated(Offer.fixed(Price.msat(1)), priced);
        } catch (IllegalArgumentException e) {
            throw new ConfigurationException("@Priced on " + source + ": " + e.getMessage());
        }
    }

    private static void requireOnePrice(Priced priced) {
        boolean[] given = {
            priced.sats() != 0, priced.msat() != 0, !priced.offer().isEmpty()
        };
        int ways = 0;
        for (boolean way : given) {
            ways += way ? 1 : 0;
        }
        if (ways != 1) {
            throw new IllegalArgumentException("give exactly one of sats, msat and offer");
        }
    }

    private Offer base(Priced priced) {
        requireOnePrice(priced);
        if (!priced.offer().isEmpty()) {
            return Optional.ofNullable(named.get(priced.offer()))
                    .orElseThrow(() -> new IllegalArgumentException(
                            "there is no offer \"" + priced.offer() + "\"; the builder knows " + named.keySet()));
        }
        return Offer.fixed(priced.sats() != 0 ? Price.sats(priced.sats()) : Price.msat(priced.msat()));
    }

    private static Offer decorated(Offer base, Priced priced) {
        Offer offer = priced.free().isEmpty() ? base : base.free(priced.free());
        offer = priced.id().isEmpty() ? offer : offer.id(priced.id());
        offer = priced.service().isEmpty() ? offer : offer.service(priced.service());
        return priced.description().isEmpty() ? offer : offer.description(priced.description());
    }
}
