package org.l402.servlet;

import jakarta.servlet.FilterRegistration;
import jakarta.servlet.ServletContainerInitializer;
import jakarta.servlet.ServletContext;
import jakarta.servlet.ServletException;
import jakarta.servlet.annotation.HandlesTypes;
import java.net.MalformedURLException;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.l402.L402;
import org.l402.Priced;
import org.l402.config.ConfigurationException;

/**
 * Installs the filter in a web application that has {@code WEB-INF/l402.properties}, and in no other. Leaves the annotated
 * classes that the container found for the start-up checks.
 */
@HandlesTypes(Priced.class)
public final class L402Initializer implements ServletContainerInitializer {
    /** For the container. */
    public L402Initializer() {}

    @Override
    public void onStartup(@Nullable Set<Class<?>> annotated, ServletContext context) throws ServletException {
        Set<Class<?>> priced = annotated == null ? Set.of() : annotated;
        context.setAttribute(StartupChecks.ANNOTATED, priced);
        if (declared(context)) {
            return;
        }
        try {
            if (context.getResource(WebSettings.DEFAULT_FILE) != null) {
                L402 engine = WebSettings.open(context, null);
                // A filter is destroyed only if it was initialised: not if the application fails to start before that.
                context.addListener(new EngineEnd(engine));
                L402Filter.install(context, engine);
            } else if (!priced.isEmpty()) {
                context.addListener(new PaywallGuard(priced));
            }
        } catch (MalformedURLException e) {
            throw new ServletException(WebSettings.DEFAULT_FILE + " cannot be looked up", e);
        } catch (ConfigurationException e) {
            throw new ServletException(e.getMessage(), e);
        }
    }

    private static boolean declared(ServletContext context) {
        return context.getFilterRegistrations().values().stream()
                .map(FilterRegistration::getClassName)
                .anyMatch(L402Filter.class.getName()::equals);
    }
}
