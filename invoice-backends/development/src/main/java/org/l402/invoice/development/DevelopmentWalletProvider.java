package org.l402.invoice.development;

import org.l402.config.InvoiceBackendProvider;
import org.l402.config.Settings;
import org.l402.invoice.InvoiceBackend;

/** Opens the development wallet for {@code invoices = development}; it has no settings. */
public final class DevelopmentWalletProvider implements InvoiceBackendProvider {
    /** For {@link java.util.ServiceLoader}. */
    public DevelopmentWalletProvider() {}

    @Override
    public String name() {
        return DevelopmentWallet.NAME;
    }

    @Override
    public InvoiceBackend open(Settings settings) {
        return DevelopmentWallet.create();
    }
}
