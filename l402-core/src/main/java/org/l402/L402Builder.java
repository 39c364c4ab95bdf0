package org.l402;

import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.l402.config.ConfigurationException;
import org.l402.internal.net.AddressBlock;
import org.l402.invoice.InvoiceBackend;
import org.l402.invoice.NodeId;
import org.l402.ledger.InMemoryLedger;
import org.l402.ledger.Ledger;
import org.l402.macaroon.RootKeys;
import org.l402.price.Offer;
import org.l402.price.Price;
import org.l402.price.PriceRule;

/**
 * Configures an {@link L402} engine. Mutable, for one thread; {@link #build} checks everything together.
 *
 * <p>Only {@link #invoices} is required. With the default ledger, which is kept in memory, tokens end with the process;
 * give a durable one, and with it {@link #rootKeyFile}, to keep them.
 */
public final class L402Builder {
    // Read by Assembly; nobody else sees them.
    @Nullable
    InvoiceBackend invoices;

    Optional<RootKeys> rootKeys = Optional.empty();
    Optional<Path> rootKeyFile = Optional.empty();
    Function<InstantSource, Ledger> ledger;
    final List<PriceRule> rules = new ArrayList<>();
    final Map<String, Offer> offers = new LinkedHashMap<>();
    final List<String> expected = new ArrayList<>();
    final List<Listener> listeners = new ArrayList<>();
    final List<AddressBlock> proxies = new ArrayList<>();
    final Set<NodeId> pins = new LinkedHashSet<>();
    String clientAddressHeader = "X-Forwarded-For";
    int challenges = 120;
    Duration challengePeriod = Duration.ofMinutes(1);
    int openInvoices = 10_000;
    Duration invoiceExpiry = Duration.ofMinutes(10);
    Duration tokenLife = Duration.ofHours(24);
    Duration walletTimeLimit = Duration.ofSeconds(2);
    int walletConcurrency = 16;
    Duration maxCallDuration = Duration.ofMinutes(30);
    boolean strict401;
    InstantSource clock = InstantSource.system();
    SecureRandom random = new SecureRandom();

    L402Builder() {
        this.ledger = time -> InMemoryLedger.create(time, random);
    }

    /** The wallet that makes the invoices; the engine closes it. Required. */
    public L402Builder invoices(InvoiceBackend wallet) {
        this.invoices = wallet;
        return this;
    }

    /** The ledger that keeps balances; the engine closes it. Default: in memory, forgotten at restart. */
    public L402Builder ledger(Ledger store) {
        this.ledger = time -> store;
        return this;
    }

    /** The master keys. Default with a ledger in memory: a random one, as tokens end with the process anyway. */
    public L402Builder rootKeys(RootKeys keys) {
        this.rootKeys = Optional.of(keys);
        return this;
    }

    /** The file of the master keys. It is created if it is missing and no other process shares the ledger. */
    public L402Builder rootKeyFile(Path file) {
        this.rootKeyFile = Optional.of(file);
        return this;
    }

    /**
     * Puts a price on a path.
     *
     * @param target {@code /reports/*}, {@code /v1/x}, or with a method, {@code POST /v1/x}
     */
    public L402Builder price(String target, Price price) {
        return price(target, Offer.fixed(price));
    }

    /** Puts an offer on a path; see {@link #price(String, Price)}. */
    public L402Builder price(String target, Offer offer) {
        return rule(target, offer, "price(\"" + target + "\")");
    }

    L402Builder rule(String target, Offer offer, String source) {
        try {
            rules.add(PriceRule.of(target, offer, source));
            return this;
        } catch (IllegalArgumentException e) {
            throw new ConfigurationException(source + ": " + e.getMessage());
        }
    }

    /** Gives {@code @Priced(offer = "…")} something to name; the offer must have an id. */
    public L402Builder offer(Offer offer) {
        if (offers.put(offer.id(), offer) != null) {
            throw new ConfigurationException("two offers are named \"" + offer.id() + "\"; rename one");
        }
        return this;
    }

    /** Start-up fails unless this has a price, whatever gives it one: {@code POST /v1/x}. */
    public L402Builder expect(String target) {
        expected.add(target);
        return this;
    }

    /** Learns what the engine does; several are told in order. */
    public L402Builder listener(Listener listener) {
        listeners.add(listener);
        return this;
    }

    /** The seller's own proxies, like {@code 10.0.0.0/8}. Default: none; clients connect directly. */
    public L402Builder trustedProxies(String... blocks) {
        for (String block : blocks) {
            try {
                proxies.add(AddressBlock.parse(block));
            } catch (IllegalArgumentException e) {
                throw new ConfigurationException("trusted-proxies: " + e.getMessage());
            }
        }
        return this;
    }

    /** The header in which those proxies write client addresses. Default: {@code X-Forwarded-For}. */
    public L402Builder clientAddressHeader(String name) {
        this.clientAddressHeader = name;
        return this;
    }

    /** Only invoices signed by these nodes reach a client. Default: any node. */
    public L402Builder nodePin(NodeId... nodes) {
        pins.addAll(List.of(nodes));
        return this;
    }

    /** How many challenges a client gets. Default: 120 per minute. */
    public L402Builder challengesPerClient(int count, Duration period) {
        this.challenges = positive("challenges-per-client", count);
        this.challengePeriod = positive("challenges-per-client", period);
        return this;
    }

    /** How many unpaid invoices may be out at once. Default: 10 000. */
    public L402Builder openInvoices(int max) {
        this.openInvoices = positive("open-invoices", max);
        return this;
    }

    /** How long an invoice can be paid. Default: 10 minutes; at least one. */
    public L402Builder invoiceExpiry(Duration expiry) {
        this.invoiceExpiry = positive("invoice-expiry", expiry);
        return this;
    }

    /** How long a token lives. Default: 24 hours. */
    public L402Builder tokenLife(Duration life) {
        this.tokenLife = positive("token-life", life);
        return this;
    }

    /** How long the wallet has to make an invoice. Default: 2 seconds. */
    public L402Builder walletTimeLimit(Duration limit) {
        this.walletTimeLimit = positive("wallet-time-limit", limit);
        return this;
    }

    /** How many invoices are being made at once; four times as many clients wait, all others get 503. Default: 16. */
    public L402Builder walletConcurrency(int calls) {
        this.walletConcurrency = positive("wallet-concurrency", calls);
        return this;
    }

    /** How long a call may run before its reservation is given back. Default: 30 minutes. */
    public L402Builder maxCallDuration(Duration duration) {
        this.maxCallDuration = positive("max-call-duration", duration);
        return this;
    }

    /** Whether forged credentials get 401 without an invoice, as the specification has it. Default: 402 with one. */
    public L402Builder strict401(boolean strict) {
        this.strict401 = strict;
        return this;
    }

    /** What time it is. Default: the system's clock. */
    public L402Builder clock(InstantSource source) {
        this.clock = source;
        return this;
    }

    /** Where randomness comes from. Default: the JDK's strong source. */
    public L402Builder random(SecureRandom source) {
        this.random = source;
        return this;
    }

    /**
     * Checks everything and starts the engine. If it fails, it closes the wallet and the ledger that it was given.
     *
     * @throws ConfigurationException with the setting that is wrong and the remedy
     */
    public L402 build() {
        return new Assembly(this).build();
    }

    private static int positive(String setting, int value) {
        if (value < 1) {
            throw new ConfigurationException(setting + " must be at least 1, not " + value);
        }
        return value;
    }

    private static Duration positive(String setting, Duration value) {
        if (value.isNegative() || value.isZero()) {
            throw new ConfigurationException(setting + " must be above zero, not " + value);
        }
        return value;
    }
}
