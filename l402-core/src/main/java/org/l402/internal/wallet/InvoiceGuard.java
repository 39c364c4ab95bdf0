package org.l402.internal.wallet;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HexFormat;
import java.util.Set;
import org.l402.internal.crypto.Sha256;
import org.l402.invoice.Bolt11;
import org.l402.invoice.Bolt11FormatException;
import org.l402.invoice.CreatedInvoice;
import org.l402.invoice.ErrorKind;
import org.l402.invoice.InvoiceBackendException;
import org.l402.invoice.InvoiceRequest;
import org.l402.invoice.Network;
import org.l402.invoice.NodeId;
import org.l402.invoice.PaymentHash;

/**
 * Reads every invoice that a wallet returns before a client sees it. A wrong one means a broken or hijacked wallet: the
 * money would go elsewhere, or a preimage that is known already would open the door.
 *
 * <p>Cannot catch a wallet that shows preimages of unpaid invoices or never credits. Thread-safe.
 */
public final class InvoiceGuard {
    private static final Duration MAX_AGE = Duration.ofMinutes(5);
    private static final Duration MAX_AHEAD = Duration.ofMinutes(2);
    private static final Duration MIN_REMAINING = Duration.ofSeconds(30);
    private static final Duration MAX_EXTRA_EXPIRY = Duration.ofHours(1);
    private static final Duration SEEN_FOR = Duration.ofDays(2);
    private static final long SEEN_MAX = 200_000;

    // Both header lines of a challenge must fit the 8 KiB that containers allow by default.
    private static final int MAX_LENGTH = 3500;

    private final Network network;
    private final Set<NodeId> pins;
    private final InstantSource clock;
    private final Cache<PaymentHash, Boolean> seen;

    /** @param pins the nodes that may sign; empty if any may */
    public InvoiceGuard(Network network, Set<NodeId> pins, InstantSource clock) {
        this.network = network;
        this.pins = Set.copyOf(pins);
        this.clock = clock;
        this.seen = Caffeine.newBuilder()
                .executor(Runnable::run)
                .ticker(() -> clock.millis() * 1_000_000)
                .expireAfterWrite(SEEN_FOR)
                .maximumSize(SEEN_MAX)
                .build();
    }

    /**
     * The invoice, if it is the one that was asked for.
     *
     * @throws InvoiceBackendException of kind {@link ErrorKind#INVALID_INVOICE} with the rule that it breaks
     */
    public Bolt11 check(CreatedInvoice created, InvoiceRequest asked) {
        Bolt11 invoice = read(created);
        requireAsked(invoice, created, asked);
        requireTimely(invoice, asked);
        require(
                pins.isEmpty() || pins.contains(invoice.payee()),
                "is signed by a node that is not among the pinned ones");
        require(seen.asMap().putIfAbsent(invoice.paymentHash(), true) == null, "was issued before");
        return invoice;
    }

    private static Bolt11 read(CreatedInvoice created) {
        require(created.bolt11().length() <= MAX_LENGTH, "is too long for a response header");
        try {
            return Bolt11.parse(created.bolt11());
        } catch (Bolt11FormatException e) {
            throw invalid("cannot be read: " + e.getMessage());
        }
    }

    private void requireAsked(Bolt11 invoice, CreatedInvoice created, InvoiceRequest asked) {
        require(invoice.network() == network, "is for " + invoice.network() + " instead of " + network);
        require(invoice.amountMsat().orElse(-1) == asked.amountMsat(), "asks for another amount");
        boolean sameHash =
                created.paymentHash().map(invoice.paymentHash()::equals).orElse(true);
        require(sameHash, "has another payment hash than the wallet says");
        require(describes(invoice.description(), asked.memo()), "has another description");
    }

    private static boolean describes(Bolt11.Description description, String memo) {
        String hash = HexFormat.of().formatHex(Sha256.hash(memo.getBytes(StandardCharsets.UTF_8)));
        return description.text().map(memo::equals).orElse(false)
                || description.hash().map(hash::equals).orElse(false);
    }

    private void requireTimely(Bolt11 invoice, InvoiceRequest asked) {
        Instant now = clock.instant();
        require(!invoice.timestamp().isBefore(now.minus(MAX_AGE)), "was made more than five minutes ago");
        require(!invoice.timestamp().isAfter(now.plus(MAX_AHEAD)), "was made in the future; compare the clocks");
        Duration remaining = Duration.between(now, invoice.expiresAt());
        require(remaining.compareTo(MIN_REMAINING) >= 0, "expires within 30 seconds");
        require(remaining.compareTo(asked.expiry().plus(MAX_EXTRA_EXPIRY)) <= 0, "lives much longer than was asked");
    }

    private static void require(boolean condition, String violation) {
        if (!condition) {
            throw invalid(violation);
        }
    }

    private static InvoiceBackendException invalid(String violation) {
        return new InvoiceBackendException(ErrorKind.INVALID_INVOICE, "the invoice of the wallet " + violation);
    }
}
