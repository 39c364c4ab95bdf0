package org.l402.price;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Sees to it that one name means one offer. Tokens are bound to offers by name, so two offers of one name would open each
 * other's doors.
 *
 * <p>Thread-safe.
 */
public final class OfferNames {
    private final Map<String, Claim> claims = new ConcurrentHashMap<>();

    /** No name is taken yet. */
    public OfferNames() {}

    /**
     * @param source where the offer was written
     * @throws IllegalArgumentException if another offer has the name, or a service has the name of an offer that is not in
     *     it
     */
    public void claim(Offer offer, String source) {
        Claim mine = new Claim(offer, source);
        Claim other = claims.putIfAbsent(offer.id(), mine);
        if (other != null && !other.offer.equals(offer)) {
            throw new IllegalArgumentException("two offers are named \"" + offer.id() + "\": " + other.source + " says "
                    + other.offer + ", " + source + " says " + offer + "; give one of them another id");
        }
        for (Claim claim : claims.values()) {
            requireApart(claim, mine);
            requireApart(mine, claim);
        }
    }

    /** An offer that shares its tokens with nobody must not find them shared by a service of its name. */
    private static void requireApart(Claim lone, Claim sharing) {
        boolean same = lone.offer.id().equals(sharing.offer.id());
        if (!same && !lone.offer.sharesTokens() && sharing.offer.service().equals(lone.offer.id())) {
            throw new IllegalArgumentException("the service \"" + sharing.offer.service() + "\" of " + sharing.source
                    + " has the name of the offer of " + lone.source + "; rename one of them");
        }
    }

    private record Claim(Offer offer, String source) {}
}
