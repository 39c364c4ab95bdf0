package org.l402.price;

import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;

/**
 * Something for sale: how its price is found, what is free, and which tokens pay for it.
 *
 * <p>Immutable; the {@code with}-like methods return changed copies.
 */
public final class Offer {
    private static final String ID_RULE = "[a-z0-9][a-z0-9.-]{0,47}";

    private final Optional<String> id;
    private final Optional<String> service;
    private final Optional<String> description;
    private final Optional<FreeQuota> free;
    private final Pricing pricing;

    private Offer(Optional<String> id, Optional<String> service, Optional<String> description, Terms terms) {
        this.id = id;
        this.service = service;
        this.description = description;
        this.free = terms.free;
        this.pricing = terms.pricing;
    }

    /**
     * The same price for every call.
     *
     * @throws IllegalArgumentException for a price of zero: leave the path without a rule instead
     */
    public static Offer fixed(Price price) {
        if (price.msat() == 0) {
            throw new IllegalArgumentException(
                    "a price is above zero; an endpoint without a price is simply not listed");
        }
        return new Offer(new Pricing.Fixed(price));
    }

    /** A price computed from the declared inputs of each request. */
    public static Offer priced(PriceFunction function, PriceInput... inputs) {
        return new Offer(new Pricing.Computed(function, List.of(inputs)));
    }

    private Offer(Pricing pricing) {
        this(Optional.empty(), Optional.empty(), Optional.empty(), new Terms(pricing, Optional.empty()));
    }

    /**
     * Names the offer. The name stands in every token sold for it, so it should not change while tokens are out. Default:
     * made from the rule.
     *
     * @throws IllegalArgumentException unless it has 1 to 48 lower-case letters, digits, {@code -} and {@code .}, and does
     *     not start with {@code l402}
     */
    public Offer id(String name) {
        return new Offer(Optional.of(checked("offer id", name)), service, description, terms());
    }

    /**
     * Makes tokens of all offers with this service name good for each other, up to their balance. Default: a token pays
     * for its own offer only.
     *
     * @throws IllegalArgumentException as for {@link #id}
     */
    public Offer service(String name) {
        return new Offer(id, Optional.of(checked("service name", name)), description, terms());
    }

    /**
     * What the payer reads in the wallet: printable ASCII without quotes and backslashes, at most 100 characters. Default:
     * the id.
     *
     * @throws IllegalArgumentException for other text: clients parse headers with simple patterns
     */
    public Offer description(String text) {
        if (!text.matches("[ !#-\\[\\]-~]{1,100}")) {
            throw new IllegalArgumentException(
                    "a description has 1 to 100 printable ASCII characters and no '\"' or '\\': " + text);
        }
        return new Offer(id, service, Optional.of(text), terms());
    }

    /** Gives every client some calls for free. Default: none. */
    public Offer free(FreeQuota quota) {
        return new Offer(id, service, description, new Terms(pricing, Optional.of(quota)));
    }

    /** As {@link #free(FreeQuota)}, reading {@code 1 per PT24H}. */
    public Offer free(String quota) {
        return free(FreeQuota.parse(quota));
    }

    /** This offer, or a copy that is named {@code id} if it has no name. */
    public Offer orNamed(String otherwise) {
        return id.isPresent() ? this : id(otherwise);
    }

    /** @throws IllegalStateException if it was never named */
    public String id() {
        return id.orElseThrow(() -> new IllegalStateException("an offer without a name is in no price table"));
    }

    /** The service that tokens are bound to: the named one, or the offer itself. */
    public String service() {
        return service.orElseGet(this::id);
    }

    /** Whether its tokens pay for other offers of its service too. */
    public boolean sharesTokens() {
        return service.isPresent();
    }

    public String description() {
        return description.orElseGet(this::id);
    }

    public Optional<FreeQuota> free() {
        return free;
    }

    public Pricing pricing() {
        return pricing;
    }

    /** Whether both cost the same and have the same calls for free, whatever they are named. */
    public boolean sameTerms(Offer that) {
        return pricing.equals(that.pricing) && free.equals(that.free);
    }

    /** The terms in words, for the price table in the log. */
    @Override
    public String toString() {
        return pricing + free.map(quota -> ", free " + quota).orElse("");
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Offer that
                && id.equals(that.id)
                && service.equals(that.service)
                && free.equals(that.free)
                && pricing.equals(that.pricing);
    }

    @Override
    public int hashCode() {
        return Objects.hash(id, service, free, pricing);
    }

    private Terms terms() {
        return new Terms(pricing, free);
    }

    private static String checked(String what, String name) {
        if (!name.matches(ID_RULE) || name.toLowerCase(Locale.ROOT).startsWith("l402")) {
            throw new IllegalArgumentException(
                    "an " + what + " has 1 to 48 lower-case letters, digits, '-' and '.', and"
                            + " does not start with \"l402\": \"" + name + "\"");
        }
        return name;
    }

    private record Terms(Pricing pricing, Optional<FreeQuota> free) {}
}
