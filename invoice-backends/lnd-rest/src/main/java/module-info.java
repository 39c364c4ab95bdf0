/** A wallet that asks an lnd node for invoices, over its REST interface. It can neither spend nor see a balance. */
module org.l402.invoice.lnd {
    requires transitive org.l402.core;
    requires java.net.http;
    requires jakarta.json;
    requires org.slf4j;
    requires static org.jspecify;

    exports org.l402.invoice.lnd;

    provides org.l402.config.InvoiceBackendProvider with
            org.l402.invoice.lnd.LndRestProvider;
}
