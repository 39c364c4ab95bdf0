/** The L402 engine as a JAX-RS feature: prices by annotation on resources. */
module org.l402.jaxrs {
    requires transitive org.l402.core;
    requires transitive jakarta.ws.rs;
    requires org.slf4j;
    requires static org.jspecify;

    exports org.l402.jaxrs;

    provides jakarta.ws.rs.container.DynamicFeature with
            org.l402.jaxrs.L402Feature;
}
