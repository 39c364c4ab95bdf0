package org.l402.servlet;

import jakarta.servlet.ServletContextEvent;
import jakarta.servlet.ServletContextListener;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.l402.L402;
import org.l402.config.ConfigurationException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Stops an application that has prices and nobody to ask for them: the settings file was forgotten or misnamed, and all
 * would be free. Asks after the application's own listeners, which may install the filter.
 */
final class PaywallGuard implements ServletContextListener {
    /** Attribute that {@link L402Filter#install} leaves. */
    static final String INSTALLED = PaywallGuard.class.getName() + ".installed";

    private static final Logger LOG = LoggerFactory.getLogger(L402.class);

    private final Set<Class<?>> annotated;

    PaywallGuard(Set<Class<?>> annotated) {
        this.annotated = annotated;
    }

    @Override
    public void contextInitialized(ServletContextEvent event) {
        if (event.getServletContext().getAttribute(INSTALLED) == null) {
            TreeSet<String> names =
                    annotated.stream().map(Class::getName).collect(Collectors.toCollection(TreeSet::new));
            String why = "@Priced on " + names + " has no effect: there is no " + WebSettings.DEFAULT_FILE
                    + ", no L402Filter in web.xml, and no listener has called L402Filter.install; add one of them";
            LOG.error("{}", why);
            throw new ConfigurationException(why);
        }
    }
}
