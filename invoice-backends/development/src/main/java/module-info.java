/** A wallet for development: real, signed invoices of a test network that nobody can pay with money. */
module org.l402.invoice.development {
    requires transitive org.l402.core;
    requires jdk.httpserver;
    requires org.slf4j;
    requires static org.jspecify;

    exports org.l402.invoice.development;

    provides org.l402.config.InvoiceBackendProvider with
            org.l402.invoice.development.DevelopmentWalletProvider;
}
