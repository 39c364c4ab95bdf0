package org.l402;

import jakarta.json.spi.JsonProvider;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import org.l402.config.ConfigurationException;
import org.l402.internal.token.TokenVerifier;
import org.l402.internal.wallet.ChallengeThrottle;
import org.l402.internal.wallet.InvoiceGuard;
import org.l402.internal.wallet.OpenInvoices;
import org.l402.internal.wallet.Wallet;
import org.l402.internal.wallet.WalletCaller;
import org.l402.invoice.InvoiceBackend;
import org.l402.ledger.Ledger;
import org.l402.ledger.LedgerTraits;
import org.l402.macaroon.RootKeys;
import org.l402.price.PriceTable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Puts an engine together from a builder, after checking that its settings fit each other. */
final class Assembly {
    private static final Logger LOG = LoggerFactory.getLogger(L402.class);
    private static final Duration KEY_RECORD_PERIOD = Duration.ofHours(1);

    private final L402Builder from;
    private final InstantSource clock;
    private final InvoiceBackend backend;

    Assembly(L402Builder from) {
        this.from = from;
        this.clock = from.clock;
        if (from.invoices == null) {
            throw new ConfigurationException("invoices: no wallet is configured; name one, for example lnd-rest");
        }
        this.backend = from.invoices;
    }

    L402 build() {
        Ledger ledger = from.ledger.apply(clock);
        try {
            requireFittingLives();
            return assemble(ledger, keys(ledger.traits()));
        } catch (RuntimeException e) {
            backend.close();
            ledger.close();
            throw e;
        }
    }

    private L402 assemble(Ledger ledger, RootKeys keys) {
        Catalog catalog = catalog();
        EngineSettings settings = new EngineSettings(
                new EngineSettings.Sources(clock, from.random),
                new EngineSettings.Lives(from.invoiceExpiry, from.tokenLife, from.maxCallDuration),
                from.strict401);
        JsonProvider json = JsonProvider.provider();
        Parts parts = new Parts(ledger, settings, new Events(from.listeners), new Replies(json));
        Charging charging = new Charging(parts);
        Wallet wallet = wallet();
        Challenges challenges = new Challenges(parts, wallet, new TokenMinter(keys, settings), limits());
        Clients clients = new Clients(from.proxies, from.clientAddressHeader, keys);
        Engine engine = new Engine(
                parts,
                new TokenVerifier(keys),
                new Engine.Selling(new RequestPricing(json), charging, challenges),
                clients);
        recordKeys(ledger.traits(), keys, charging);
        announce(catalog, ledger.traits());
        return new L402(engine, clients, parts, new L402.Owned(catalog, charging, wallet));
    }

    private Catalog catalog() {
        try {
            return new Catalog(PriceTable.of(from.rules), from.offers, from.expected);
        } catch (IllegalArgumentException e) {
            throw new ConfigurationException(String.valueOf(e.getMessage()));
        }
    }

    private Wallet wallet() {
        String name = backend.traits().name();
        return new Wallet(
                backend,
                new WalletCaller(name, from.walletTimeLimit, from.walletConcurrency),
                new InvoiceGuard(backend.traits().network(), from.pins, clock));
    }

    private Challenges.Limits limits() {
        return new Challenges.Limits(
                new ChallengeThrottle(from.challenges, from.challengePeriod, clock),
                new OpenInvoices(from.openInvoices, clock));
    }

    private void requireFittingLives() {
        if (from.invoiceExpiry.compareTo(Duration.ofMinutes(1)) < 0) {
            throw new ConfigurationException("invoice-expiry must be at least PT1M, not " + from.invoiceExpiry);
        }
        Duration least = from.invoiceExpiry.plus(EngineSettings.MIN_USABLE_LIFE);
        if (from.tokenLife.compareTo(least) < 0) {
            throw new ConfigurationException("token-life is " + from.tokenLife + " but must be at least " + least
                    + ", so that a token paid in the last second of invoice-expiry can still be used");
        }
    }

    private RootKeys keys(LedgerTraits ledger) {
        if (from.rootKeys.isPresent() && from.rootKeyFile.isPresent()) {
            throw new ConfigurationException("root-key-file and rootKeys(...) are both given; give one");
        }
        RootKeys keys = from.rootKeys.orElseGet(() -> keysOfFile(ledger));
        requireKeysOfLiveTokens(ledger, keys);
        return keys;
    }

    private RootKeys keysOfFile(LedgerTraits ledger) {
        if (from.rootKeyFile.isPresent()) {
            RootKeyFile file = new RootKeyFile(from.rootKeyFile.get());
            return ledger.shared() ? file.read() : file.readOrCreate(from.random);
        }
        if (ledger.durable()) {
            throw new ConfigurationException(
                    "root-key-file is missing: the ledger outlives a restart, so the keys of its tokens must too; name a"
                            + " file, which is created if no other server shares the ledger");
        }
        byte[] key = new byte[RootKeys.LENGTH];
        from.random.nextBytes(key);
        return RootKeys.of(key);
    }

    /** A key that is gone would turn sold tokens into waste paper. */
    private void requireKeysOfLiveTokens(LedgerTraits ledger, RootKeys keys) {
        Instant now = clock.instant();
        Map<String, Instant> recorded =
                ledger.keys().map(org.l402.ledger.LedgerKeys::recorded).orElse(Map.of());
        recorded.forEach((fingerprint, liveUntil) -> {
            if (liveUntil.isAfter(now) && !keys.fingerprints().contains(fingerprint)) {
                throw new ConfigurationException("root-key-file lacks the key " + fingerprint
                        + ", whose tokens live until " + liveUntil + "; put it back as a \"verify\" line");
            }
        });
    }

    private void recordKeys(LedgerTraits ledger, RootKeys keys, Charging charging) {
        ledger.keys().ifPresent(record -> {
            Runnable task = () -> record.mintsUntil(
                    keys.mintingFingerprint(),
                    clock.instant()
                            .plus(from.tokenLife)
                            .plus(from.invoiceExpiry)
                            .plus(KEY_RECORD_PERIOD));
            task.run();
            charging.every(KEY_RECORD_PERIOD, task);
        });
    }

    private void announce(Catalog catalog, LedgerTraits ledger) {
        if (!ledger.durable()) {
            LOG.warn(
                    "Balances are kept in memory: paid tokens end with this process; configure a durable ledger to keep"
                            + " them");
        }
        List<String> listeners =
                from.listeners.stream().map(l -> l.getClass().getSimpleName()).toList();
        LOG.info(
                "L402 sells by wallet {} on {}, ledger {}, listeners {}; price rules:{}",
                backend.traits().name(),
                backend.traits().network(),
                ledger.id(),
                listeners,
                catalog.rules());
    }
}
