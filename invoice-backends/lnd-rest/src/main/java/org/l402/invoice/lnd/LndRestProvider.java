package org.l402.invoice.lnd;

import java.util.Arrays;
import java.util.regex.Pattern;
import org.l402.config.ConfigurationException;
import org.l402.config.InvoiceBackendProvider;
import org.l402.config.Settings;
import org.l402.invoice.InvoiceBackend;
import org.l402.invoice.Network;

/** Opens an {@link LndRestWallet} for {@code invoices = lnd-rest}; its settings are in the README of this module. */
public final class LndRestProvider implements InvoiceBackendProvider {
    /** A macaroon begins with the octet 2: here in hexadecimal or in Base64. */
    private static final Pattern MACAROON = Pattern.compile("02[0-9a-fA-F]{60,}|Ag[A-Za-z0-9+/_-]{60,}={0,2}");

    /** For {@link java.util.ServiceLoader}. */
    public LndRestProvider() {}

    @Override
    public String name() {
        return LndRestWallet.NAME;
    }

    @Override
    public InvoiceBackend open(Settings settings) {
        LndRestWalletBuilder builder = LndRestWallet.builder();
        settings.text("url").ifPresent(builder::url);
        settings.text("macaroon-file").ifPresent(LndRestProvider::requireNoMacaroon);
        settings.path("macaroon-file").ifPresent(builder::macaroonFile);
        settings.path("tls-cert-file").ifPresent(builder::tlsCertFile);
        settings.read("network", LndRestProvider::network).ifPresent(builder::network);
        settings.text("name").ifPresent(builder::name);
        settings.flag("route-hints").ifPresent(builder::routeHints);
        settings.flag("allow-admin-macaroon").ifPresent(builder::allowAdminMacaroon);
        return builder.build();
    }

    /** Other messages quote the value. */
    private static void requireNoMacaroon(String value) {
        if (MACAROON.matcher(value).matches()) {
            throw new ConfigurationException(
                    "lnd-rest.macaroon-file holds the macaroon itself; put it into a file and write the name of that file");
        }
    }

    private static Network network(String name) {
        return Arrays.stream(Network.values())
                .filter(network -> network.toString().equals(name))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException(
                        "the networks are " + Arrays.toString(Network.values()) + "; ask with: lncli getinfo"));
    }
}
