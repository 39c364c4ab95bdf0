/**
 * Charging for HTTP endpoints over Lightning by the L402 protocol: what is sold, what was paid, and whether a request may
 * run. Knows no web container; see the servlet and JAX-RS modules.
 *
 * <p>Not here: a Lightning node, sending money, user accounts, web pages.
 */
module org.l402.core {
    requires transitive jakarta.json;
    requires org.slf4j;
    requires static org.jspecify;
    requires com.github.benmanes.caffeine;
    requires io.github.resilience4j.bulkhead;
    requires io.github.resilience4j.timelimiter;
    requires org.bouncycastle.provider;

    exports org.l402;
    exports org.l402.config;
    exports org.l402.invoice;
    exports org.l402.ledger;
    exports org.l402.macaroon;
    exports org.l402.price;

    uses org.l402.config.InvoiceBackendProvider;
    uses org.l402.config.LedgerProvider;
}
