package org.l402.servlet;

import jakarta.servlet.ServletContext;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.l402.Catalog;
import org.l402.config.ConfigurationException;
import org.l402.price.PriceRule;

/** What must hold before the first request: nothing that was meant to cost something is free. */
final class StartupChecks {
    /** Attribute under which {@link L402Initializer} leaves the annotated classes that the container found. */
    static final String ANNOTATED = StartupChecks.class.getName() + ".annotated";

    private static final String JAX_RS_PATH = "jakarta.ws.rs.Path";
    private static final String JAX_RS_FEATURE = "org.l402.jaxrs.L402Feature";

    private final ServletContext context;
    private final Catalog catalog;
    private final PricedServlets servlets;

    StartupChecks(ServletContext context, Catalog catalog, PricedServlets servlets) {
        this.context = context;
        this.catalog = catalog;
        this.servlets = servlets;
    }

    /** @return expectations that neither a rule nor a servlet meets, so that JAX-RS must: see {@link Expectations} */
    Expectations run() {
        annotated().forEach(this::requireClaimed);
        return new Expectations(catalog.expected().stream()
                .map(catalog::expectation)
                .filter(wanted -> !met(wanted))
                .toList());
    }

    private boolean met(PriceRule wanted) {
        String path = wanted.pattern().path();
        boolean byRule =
                catalog.rules().find(wanted.method().orElse("GET"), path).isPresent();
        boolean met = byRule || servlets.covers(wanted.method(), wanted.pattern(), context);
        if (!met && !jaxRsMayPriceIt()) {
            throw new ConfigurationException("expect " + wanted.target() + ": nothing puts a price on it; add price."
                    + path + ", or @Priced to the servlet behind it");
        }
        return met;
    }

    private void requireClaimed(Class<?> type) {
        boolean servlet = servlets.claimed().stream().anyMatch(type::isAssignableFrom);
        boolean contract = type.isInterface() || java.lang.reflect.Modifier.isAbstract(type.getModifiers());
        if (!servlet && !contract && !(isResource(type) && jaxRsMayPriceIt())) {
            throw new ConfigurationException("@Priced on " + type.getName() + " has no effect: it is neither a servlet"
                    + " that is mapped to a path, nor a JAX-RS resource with l402-jaxrs beside it; map it, or put a"
                    + " price rule on its path instead");
        }
    }

    private boolean jaxRsMayPriceIt() {
        return Classes.find(JAX_RS_FEATURE, context).isPresent();
    }

    private static boolean isResource(Class<?> type) {
        return Optional.ofNullable(type.getSuperclass())
                        .map(StartupChecks::isResource)
                        .orElse(false)
                || List.of(type.getInterfaces()).stream().anyMatch(StartupChecks::isResource)
                || List.of(type.getAnnotations()).stream()
                        .anyMatch(a -> a.annotationType().getName().equals(JAX_RS_PATH));
    }

    @SuppressWarnings("unchecked")
    private Set<Class<?>> annotated() {
        Object found = context.getAttribute(ANNOTATED);
        return found == null ? Set.of() : (Set<Class<?>>) found;
    }
}
