/** What a seller who uses modules writes. */
module shop {
    requires org.l402.servlet;
    requires org.l402.jaxrs;
    requires org.l402.invoice.development;
    requires org.l402.invoice.lnd;
    requires org.l402.ledger.jdbc;
}
