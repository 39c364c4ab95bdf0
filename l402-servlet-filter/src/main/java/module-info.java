/** The L402 engine as a servlet filter, for every Servlet 6 container. */
module org.l402.servlet {
    requires transitive org.l402.core;
    requires transitive jakarta.servlet;
    requires org.slf4j;
    requires static org.jspecify;

    exports org.l402.servlet;

    provides jakarta.servlet.ServletContainerInitializer with
            org.l402.servlet.L402Initializer;
}
