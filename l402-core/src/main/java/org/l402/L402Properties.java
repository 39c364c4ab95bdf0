package org.l402;

import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.Reader;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.ServiceLoader;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.l402.config.ConfigurationException;
import org.l402.config.InvoiceBackendProvider;
import org.l402.config.LedgerProvider;
import org.l402.config.Settings;
import org.l402.invoice.InvoiceBackend;
import org.l402.invoice.NodeId;
import org.l402.ledger.Ledger;
import org.l402.price.FreeQuota;
import org.l402.price.Offer;
import org.l402.price.Price;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Configures an engine from a properties file: a strict front end to {@link L402Builder}. The keys are those of the
 * how-to page {@code configuration.md}; {@code ${NAME}} and {@code ${NAME:-default}} stand for a system property or an
 * environment variable.
 */
public final class L402Properties {
    private static final Pattern VARIABLE = Pattern.compile("\\$\\{([A-Za-z0-9_.]+)(?::-([^}]*))?}");
    private static final String PRICE = "price.";
    private static final String FREE = "free.";
    private static final String MEMORY = "memory";
    private static final Logger LOG = LoggerFactory.getLogger(L402.class);

    private final Settings settings;
    private final ClassLoader loader;

    private L402Properties(Settings settings, ClassLoader loader) {
        this.settings = settings;
        this.loader = loader;
    }

    /**
     * A builder that has everything the file says; code may add what only code can.
     *
     * @param in UTF-8; not closed
     * @param source the name of the file, for messages
     * @throws ConfigurationException with the setting that is wrong and the remedy
     */
    public static L402Builder read(InputStream in, String source) {
        Reader reader = new InputStreamReader(in, StandardCharsets.UTF_8);
        Map<String, String> values = new LinkedHashMap<>();
        try {
            new UniqueProperties(values, source).load(reader);
        } catch (IOException | IllegalArgumentException e) {
            throw e instanceof ConfigurationException known
                    ? known
                    : new ConfigurationException(source + " cannot be read: " + e.getMessage());
        }
        values.replaceAll((key, value) -> substitute(key, value, source));
        ClassLoader context = Thread.currentThread().getContextClassLoader();
        ClassLoader loader = context != null ? context : L402Properties.class.getClassLoader();
        return new L402Properties(Settings.of(values, source), loader).builder();
    }

    private L402Builder builder() {
        L402Builder builder = L402.builder();
        limits(builder);
        prices(builder);
        settings.path("root-key-file").ifPresent(builder::rootKeyFile);
        List<AutoCloseable> opened = new ArrayList<>();
        try {
            wallet().ifPresent(wallet -> {
                opened.add(wallet);
                builder.invoices(wallet);
            });
            ledger().ifPresent(ledger -> {
                opened.add(ledger);
                builder.ledger(ledger);
            });
            settings.requireAllUnderstood();
            return builder;
        } catch (ConfigurationException e) {
            opened.forEach(L402Properties::closeQuietly);
            throw e;
        }
    }

    private static void closeQuietly(AutoCloseable part) {
        try {
            part.close();
        } catch (Exception e) {
            LOG.debug("Could not close {}", part, e);
        }
    }

    private void limits(L402Builder builder) {
        settings.list("trusted-proxies").forEach(builder::trustedProxies);
        settings.text("client-address-header").ifPresent(builder::clientAddressHeader);
        settings.list("node-pin")
                .forEach(pin ->
                        settings.read("node-pin", text -> new NodeId(pin)).ifPresent(builder::nodePin));
        settings.read("challenges-per-client", FreeQuota::parse)
                .ifPresent(rate -> builder.challengesPerClient(rate.calls(), rate.period()));
        settings.number("open-invoices").ifPresent(builder::openInvoices);
        settings.number("wallet-concurrency").ifPresent(builder::walletConcurrency);
        settings.duration("invoice-expiry").ifPresent(builder::invoiceExpiry);
        settings.duration("token-life").ifPresent(builder::tokenLife);
        settings.duration("wallet-time-limit").ifPresent(builder::walletTimeLimit);
        settings.duration("max-call-duration").ifPresent(builder::maxCallDuration);
        settings.flag("strict401").ifPresent(builder::strict401);
        settings.list("expect").forEach(builder::expect);
    }

    private void prices(L402Builder builder) {
        Map<String, String> free = settings.startingWith(FREE);
        settings.startingWith(PRICE).forEach((target, ignored) -> {
            requirePath(target);
            Offer offer = settings.read(PRICE + target, text -> Offer.fixed(Price.parse(text)))
                    .orElseThrow();
            if (free.remove(target) != null) {
                Offer priced = offer;
                offer = settings.read(FREE + target, text -> priced.free(FreeQuota.parse(text)))
                        .orElseThrow();
            }
            builder.rule(target, offer, PRICE + target);
        });
        free.keySet().stream().findFirst().ifPresent(target -> {
            throw settings.wrong(FREE + target, "there is no " + PRICE + target + " that it could be free of");
        });
    }

    /** In the properties format a space ends a key, so {@code price.GET /x = 5 sat} is the key {@code price.GET}. */
    private void requirePath(String target) {
        if (target.indexOf('/') < 0) {
            throw settings.wrong(
                    PRICE + target,
                    "a price belongs to a path, like price./reports/* or, without a space, price.POST/v1/x");
        }
    }

    private Optional<InvoiceBackend> wallet() {
        List<String> names = settings.list("invoices");
        if (names.size() > 1) {
            throw settings.wrong("invoices", "one wallet is supported; name one");
        }
        return names.stream().findFirst().map(name -> {
            List<InvoiceBackendProvider> known = providers(InvoiceBackendProvider.class);
            InvoiceBackendProvider provider = find(known, InvoiceBackendProvider::name, name, "invoices");
            known.stream().filter(other -> other != provider).forEach(this::passOver);
            return provider.open(settings.under(name));
        });
    }

    /** One file may hold the settings of several wallets, so that a variable can choose between them. */
    private void passOver(InvoiceBackendProvider wallet) {
        Map<String, String> unused = settings.startingWith(wallet.name() + '.');
        if (!unused.isEmpty()) {
            LOG.info("The settings {}.* are not in use: invoices names another wallet", wallet.name());
        }
    }

    private Optional<Ledger> ledger() {
        String text = settings.text("ledger").orElse(MEMORY);
        if (text.equals(MEMORY)) {
            return Optional.empty();
        }
        int colon = text.indexOf(':');
        if (colon < 0) {
            throw settings.wrong("ledger", "write \"memory\", or a kind and a place like h2:/var/lib/app/l402");
        }
        LedgerProvider provider =
                find(providers(LedgerProvider.class), LedgerProvider::name, text.substring(0, colon), "ledger");
        return Optional.of(provider.open(text.substring(colon + 1), settings.under("ledger")));
    }

    private <P> List<P> providers(Class<P> kind) {
        return ServiceLoader.load(kind, loader).stream()
                .map(ServiceLoader.Provider::get)
                .toList();
    }

    private <P> P find(List<P> providers, Function<P, String> name, String wanted, String setting) {
        return providers.stream()
                .filter(provider -> name.apply(provider).equals(wanted))
                .findFirst()
                .orElseThrow(() -> settings.wrong(
                        setting,
                        "there is no \"" + wanted + "\" on the class path, which has "
                                + providers.stream().map(name).toList() + "; correct the name, or add the module that"
                                + " has it"));
    }

    private static String substitute(String key, String value, String source) {
        return VARIABLE.matcher(value).replaceAll(match -> {
            String found = System.getProperty(match.group(1), System.getenv(match.group(1)));
            String result = found != null ? found : match.group(2);
            if (result == null) {
                throw new ConfigurationException(key + " in " + source + " uses ${" + match.group(1)
                        + "}, which is neither a system property nor an environment variable; set it");
            }
            return Matcher.quoteReplacement(result);
        });
    }

    /** Properties of which each may be written once. */
    private static final class UniqueProperties extends Properties {
        private static final long serialVersionUID = 1L;

        private final transient Map<String, String> values;
        private final String source;

        UniqueProperties(Map<String, String> values, String source) {
            this.values = values;
            this.source = source;
        }

        @Override
        public synchronized Object put(Object key, Object value) {
            if (values.put((String) key, (String) value) != null) {
                throw new ConfigurationException(key + " is written twice in " + source + "; remove one");
            }
            return super.put(key, value);
        }
    }
}
