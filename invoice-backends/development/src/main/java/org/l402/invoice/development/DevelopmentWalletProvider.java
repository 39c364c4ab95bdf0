package org.l402.invoice.development;

import org.l402.config.InvoiceBackendProvider;
import org.l402.config.Settings;
import org.l402.invoice.InvoiceBackend;

/**
 * Opens the development wallet for {@code invoices = development}. One setting: {@code development.pay-port}, see {@link
 * DevelopmentWallet#payPort}; default: none, and only the application itself can pay.
 */
public final class DevelopmentWalletProvider implements InvoiceBackendProvider {
    /** For {@link java.util.ServiceLoader}. */
    public DevelopmentWalletProvider() {}

    @Override
    public String name() {
        return DevelopmentWallet.NAME;
    }

    @Override
    public InvoiceBackend open(Settings settings) {
        DevelopmentWallet wallet = DevelopmentWallet.create();
        settings.number("pay-port").ifPresent(wallet::payPort);
        return wallet;
    }
}
