package org.l402.config;

import org.l402.invoice.InvoiceBackend;

/** Opens a kind of wallet from settings; found by {@link java.util.ServiceLoader}. */
public interface InvoiceBackendProvider {
    /** What {@code invoices = …} calls it; its settings start with this and a dot. */
    String name();

    /**
     * @param settings those of this wallet, without its name
     * @throws ConfigurationException if one is wrong
     */
    InvoiceBackend open(Settings settings);
}
