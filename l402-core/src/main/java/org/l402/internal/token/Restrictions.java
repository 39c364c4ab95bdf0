package org.l402.internal.token;

import java.time.DateTimeException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.BiPredicate;
import org.jspecify.annotations.Nullable;
import org.l402.internal.net.AddressBlock;
import org.l402.invoice.Preimage;
import org.l402.macaroon.Caveat;
import org.l402.price.PathPattern;

/**
 * Checks all caveats after the grant, one after the other. For a condition that is known, every occurrence must hold and
 * must be within the one before: a holder can append, so neither the first nor the last occurrence proves anything.
 *
 * <p>In the form of the L402 specification: {@code services}, {@code <service>_capabilities} (an offer is a capability of
 * its service), {@code <service>_valid_until}, {@code preimage}. Ours: {@code l402:path}, {@code l402:method},
 * {@code l402:client}, {@code l402:budget}. Unknown conditions are skipped, as the specification says, but unknown ones
 * under our prefix refuse: a mistyped budget, or one from a later version, must not become no budget.
 *
 * <p>One instance checks one token, once.
 */
final class Restrictions {
    /** What our own conditions start with. */
    static final String OWN_PREFIX = "l402:";

    private static final String RESERVED = "l402";
    private static final int MAX_BUDGETS = 8;

    private final Circumstances request;
    private final Preimage preimage;
    private final String service;
    private final List<Budget> budgets = new ArrayList<>(0);
    private Instant expiresAt;
    private @Nullable Set<String> allowedServices;
    private @Nullable Set<String> allowedOffers;
    private @Nullable Set<String> allowedMethods;
    private @Nullable PathPattern allowedPath;
    private @Nullable AddressBlock allowedClients;

    Restrictions(Grant grant, Circumstances request, Preimage preimage) {
        this.request = request;
        this.preimage = preimage;
        this.service = grant.service();
        this.expiresAt = grant.expiresAt();
    }

    /**
     * A limit that a holder set.
     *
     * @param caveat index of the caveat that sets it
     */
    record Budget(int caveat, long amountMsat) {}

    /** The first reason to refuse; null if there is none. */
    @Nullable
    Rejection check(List<Caveat> caveats) {
        for (int i = 1; i < caveats.size(); i++) {
            Rejection rejection = check(caveats.get(i), i);
            if (rejection != null) {
                return rejection;
            }
        }
        return expiresAt.isAfter(request.now()) ? null : Rejection.EXPIRED;
    }

    /** When the token ends under its restrictions; after {@link #check}. */
    Instant expiresAt() {
        return expiresAt;
    }

    /** The budgets that it counts against; after {@link #check}. */
    List<Budget> budgets() {
        return budgets;
    }

    private @Nullable Rejection check(Caveat caveat, int index) {
        if (isReserved(caveat)) {
            return checkOwn(caveat, index);
        }
        if (caveat.is("services")) {
            return checkServices(caveat);
        }
        if (isOfService(caveat, "_valid_until")) {
            return checkExpiry(caveat);
        }
        if (isOfService(caveat, "_capabilities")) {
            return checkCapabilities(caveat.value());
        }
        return caveat.is("preimage") ? checkPreimage(caveat.value()) : null;
    }

    /** Whether the condition is the name of the service and {@code suffix}; without building that string every time. */
    private boolean isOfService(Caveat caveat, String suffix) {
        int end = service.length() + suffix.length();
        return caveat.startsWith(service, 0)
                && caveat.startsWith(suffix, service.length())
                && caveat.startsWith("=", end);
    }

    private @Nullable Rejection checkOwn(Caveat caveat, int index) {
        try {
            if (caveat.is(OWN_PREFIX + "path")) {
                return checkPath(PathPattern.parse(caveat.value()));
            }
            if (caveat.is(OWN_PREFIX + "method")) {
                return checkMethods(list(caveat.value()));
            }
            if (caveat.is(OWN_PREFIX + "client")) {
                return checkClient(AddressBlock.parse(caveat.value()));
            }
            if (caveat.is(OWN_PREFIX + "budget")) {
                return checkBudget(caveat.value(), index);
            }
            return caveat.is(Grant.CONDITION) ? Rejection.MISPLACED_GRANT : Rejection.UNKNOWN_RESTRICTION;
        } catch (IllegalArgumentException malformed) {
            return Rejection.UNKNOWN_RESTRICTION;
        }
    }

    private @Nullable Rejection checkServices(Caveat caveat) {
        Set<String> names = serviceNames(caveat);
        if (names.isEmpty()) {
            return Rejection.UNKNOWN_RESTRICTION;
        }
        boolean narrower = within(allowedServices, names, Set::containsAll);
        allowedServices = names;
        return verdict(narrower, names.contains(service), Rejection.OTHER_SERVICE);
    }

    /** The names in {@code name:tier,name:tier}; none if one entry has no tier. */
    private Set<String> serviceNames(Caveat caveat) {
        Set<String> names = Set.of();
        int end;
        for (int start = caveat.valueStart(); start <= caveat.length(); start = end + 1) {
            end = caveat.indexOf(',', start);
            int colon = caveat.indexOf(':', start);
            if (colon >= end) {
                return Set.of();
            }
            boolean own = colon == start + service.length() && caveat.startsWith(service, start);
            names = with(names, own ? service : caveat.text(start, colon));
        }
        return names;
    }

    /** Nearly every token names one service, for which a table would be waste. */
    private static Set<String> with(Set<String> names, String name) {
        if (names.isEmpty()) {
            return Set.of(name);
        }
        Set<String> more = names.size() == 1 ? new HashSet<>(names) : names;
        more.add(name);
        return more;
    }

    private @Nullable Rejection checkCapabilities(String value) {
        Set<String> offers = list(value);
        boolean narrower = within(allowedOffers, offers, Set::containsAll);
        allowedOffers = offers;
        return verdict(narrower, offers.contains(request.offer().id()), Rejection.NOT_FOR_THIS_REQUEST);
    }

    private @Nullable Rejection checkExpiry(Caveat caveat) {
        try {
            Instant until = Instant.ofEpochSecond(caveat.number(caveat.valueStart(), caveat.length()));
            boolean narrower = !until.isAfter(expiresAt);
            expiresAt = until;
            return verdict(narrower, true, Rejection.EXPIRED);
        } catch (IllegalArgumentException | DateTimeException malformed) {
            return Rejection.UNKNOWN_RESTRICTION;
        }
    }

    /** lnget and aperture's client carry the proof inside the macaroon as well; the two must agree. */
    private @Nullable Rejection checkPreimage(String hex) {
        try {
            return Preimage.parse(hex).proves(preimage.paymentHash()) ? null : Rejection.WRONG_PREIMAGE;
        } catch (IllegalArgumentException malformed) {
            return Rejection.WRONG_PREIMAGE;
        }
    }

    private @Nullable Rejection checkPath(PathPattern pattern) {
        boolean narrower = within(allowedPath, pattern, PathPattern::covers);
        allowedPath = pattern;
        return verdict(narrower, allMatch(pattern), Rejection.NOT_FOR_THIS_REQUEST);
    }

    private boolean allMatch(PathPattern pattern) {
        for (String path : request.paths()) {
            if (!pattern.matches(path)) {
                return false;
            }
        }
        return true;
    }

    private @Nullable Rejection checkMethods(Set<String> methods) {
        boolean narrower = within(allowedMethods, methods, Set::containsAll);
        allowedMethods = methods;
        return verdict(narrower, methods.contains(request.method()), Rejection.NOT_FOR_THIS_REQUEST);
    }

    private @Nullable Rejection checkClient(AddressBlock block) {
        boolean narrower = within(allowedClients, block, AddressBlock::covers);
        allowedClients = block;
        boolean inside = request.client().get().filter(block::contains).isPresent();
        return verdict(narrower, inside, Rejection.NOT_FOR_THIS_REQUEST);
    }

    /** {@code <msat>:<nonce>}; the nonce gives two workers with equal budgets two budgets. */
    private @Nullable Rejection checkBudget(String value, int index) {
        if (!value.matches("[1-9][0-9]{0,18}:[0-9a-f]{16,64}")) {
            return Rejection.UNKNOWN_RESTRICTION;
        }
        if (budgets.size() == MAX_BUDGETS) {
            return Rejection.TOO_MANY_BUDGETS;
        }
        budgets.add(new Budget(index, Long.parseLong(value.substring(0, value.indexOf(':')))));
        return null;
    }

    /** Our prefix in any case, also behind spaces: what looks like ours must not be skipped. */
    private static boolean isReserved(Caveat caveat) {
        int start = 0;
        while (start < caveat.length() && Character.isWhitespace(caveat.charAt(start))) {
            start++;
        }
        return startsWithReserved(caveat, start);
    }

    private static boolean startsWithReserved(Caveat caveat, int start) {
        if (caveat.length() - start < RESERVED.length()) {
            return false;
        }
        for (int i = 0; i < RESERVED.length(); i++) {
            if (Character.toLowerCase(caveat.charAt(start + i)) != RESERVED.charAt(i)) {
                return false;
            }
        }
        return true;
    }

    private static <T> boolean within(@Nullable T before, T now, BiPredicate<T, T> covers) {
        return before == null || covers.test(before, now);
    }

    private static @Nullable Rejection verdict(boolean narrower, boolean holds, Rejection otherwise) {
        if (!narrower) {
            return Rejection.WIDENED;
        }
        return holds ? null : otherwise;
    }

    private static Set<String> list(String value) {
        return value.indexOf(',') < 0 ? Set.of(value) : new HashSet<>(Arrays.asList(value.split(",", -1)));
    }
}
