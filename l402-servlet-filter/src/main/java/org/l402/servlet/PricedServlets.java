package org.l402.servlet;

import jakarta.servlet.ServletContext;
import jakarta.servlet.ServletRegistration;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.lang.reflect.Method;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.l402.Catalog;
import org.l402.Priced;
import org.l402.config.ConfigurationException;
import org.l402.price.Offer;
import org.l402.price.PathPattern;
import org.l402.price.PriceRule;

/**
 * The servlets of an application that {@link Priced} puts a price on. The container says which servlet a request goes to,
 * so no spelling of a path leads around the price.
 */
final class PricedServlets {
    private static final String ANY_METHOD = "";

    /** Tomcat declares it for every application, whether it has it or not. */
    private static final String JASPER = "org.apache.jasper.servlet.JspServlet";

    private static final Map<String, String> HANDLERS = Map.of(
            "doGet",
            "GET",
            "doHead",
            "HEAD",
            "doPost",
            "POST",
            "doPut",
            "PUT",
            "doDelete",
            "DELETE",
            "doPatch",
            "PATCH",
            "doTrace",
            "TRACE");

    private final Catalog catalog;
    private final Map<String, Map<String, Offer>> byServlet = new HashMap<>();
    private final Set<Class<?>> claimed = new LinkedHashSet<>();

    /** @throws ConfigurationException if a class cannot be loaded, or a path rule says something else */
    PricedServlets(ServletContext context, Catalog catalog) {
        this.catalog = catalog;
        for (ServletRegistration servlet : context.getServletRegistrations().values()) {
            if (servlet.getClassName() != null && !servlet.getClassName().equals(JASPER)) {
                resolve(servlet, load(servlet, context));
            }
        }
    }

    boolean none() {
        return byServlet.isEmpty();
    }

    /** The classes whose annotations are in force. */
    Set<Class<?>> claimed() {
        return claimed;
    }

    Optional<Offer> find(HttpServletRequest request) {
        Map<String, Offer> offers =
                byServlet.get(request.getHttpServletMapping().getServletName());
        return offers == null
                ? Optional.empty()
                : find(offers, request.getMethod().toUpperCase(Locale.ROOT));
    }

    /** Whether one of the servlets answers this method at this path, for a price. */
    boolean covers(Optional<String> method, PathPattern path, ServletContext context) {
        return byServlet.entrySet().stream()
                .filter(entry ->
                        find(entry.getValue(), method.orElse(ANY_METHOD)).isPresent())
                .map(entry -> context.getServletRegistration(entry.getKey()))
                .anyMatch(servlet -> servlet.getMappings().stream().anyMatch(m -> covers(m, path)));
    }

    private static Optional<Offer> find(Map<String, Offer> offers, String method) {
        Offer own = offers.get(method);
        if (own == null && method.equals("HEAD")) {
            own = offers.get("GET");
        }
        return Optional.ofNullable(own != null ? own : offers.get(ANY_METHOD));
    }

    private void resolve(ServletRegistration servlet, Class<?> type) {
        Map<String, Priced> annotations = onMethods(type);
        Priced onClass = onClass(type);
        if (onClass != null) {
            annotations.put(ANY_METHOD, onClass);
        }
        annotations.forEach(
                (method, priced) -> requireRulesAgree(servlet, method, catalog.terms(priced, servlet.getClassName())));
        if (!annotations.isEmpty()) {
            Map<String, Offer> offers = new HashMap<>();
            annotations.forEach((method, priced) -> offers.put(method, offer(servlet, method, priced)));
            claimed.add(type);
            byServlet.put(servlet.getName(), offers);
        }
    }

    private Offer offer(ServletRegistration servlet, String method, Priced priced) {
        String mapping =
                new TreeSet<>(servlet.getMappings()).stream().findFirst().orElse("/" + servlet.getName());
        String target = (method.isEmpty() ? "" : method + ' ') + mapping;
        return catalog.offer(priced, PriceRule.nameFor(target), servlet.getClassName());
    }

    /** A rule that is as specific as the servlet's mapping, or more, would take the place of the annotation. */
    private void requireRulesAgree(ServletRegistration servlet, String method, Offer annotated) {
        for (PriceRule rule : catalog.rules().rules()) {
            boolean sameMethod = method.isEmpty()
                    || rule.method().isEmpty()
                    || rule.method().get().equals(method);
            boolean inside = servlet.getMappings().stream().anyMatch(mapping -> covers(mapping, rule.pattern()));
            if (sameMethod && inside && !rule.offer().sameTerms(annotated)) {
                throw new ConfigurationException("two prices for " + rule.target() + ": " + rule.source() + " says "
                        + rule.offer() + ", @Priced on " + servlet.getClassName() + " says " + annotated
                        + "; remove one");
            }
        }
    }

    private static boolean covers(String mapping, PathPattern pattern) {
        if (mapping.startsWith("*.")) {
            return !pattern.prefix() && pattern.path().endsWith(mapping.substring(1));
        }
        if (mapping.isEmpty()) {
            return !pattern.prefix() && pattern.path().equals("/");
        }
        return mapping.equals("/") || PathPattern.parse(mapping).covers(pattern);
    }

    private static @Nullable Priced onClass(@Nullable Class<?> type) {
        if (type == null) {
            return null;
        }
        Priced own = type.getAnnotation(Priced.class);
        for (Class<?> contract : type.getInterfaces()) {
            own = own != null ? own : onClass(contract);
        }
        return own != null ? own : onClass(type.getSuperclass());
    }

    private static Map<String, Priced> onMethods(Class<?> type) {
        Map<String, Priced> found = new HashMap<>();
        for (Class<?> level = type; level != null && level != HttpServlet.class; level = level.getSuperclass()) {
            for (Method method : level.getDeclaredMethods()) {
                Priced priced = method.getAnnotation(Priced.class);
                if (priced != null) {
                    found.putIfAbsent(httpMethod(method), priced);
                }
            }
        }
        return found;
    }

    private static String httpMethod(Method method) {
        String name = HANDLERS.get(method.getName());
        Class<?>[] parameters = method.getParameterTypes();
        boolean handler = parameters.length == 2
                && parameters[0] == HttpServletRequest.class
                && parameters[1] == HttpServletResponse.class;
        if (name == null || !handler) {
            throw new ConfigurationException(
                    "@Priced on " + method.getDeclaringClass().getName() + "."
                            + method.getName() + " has no effect there; put it on the class or on one of "
                            + HANDLERS.keySet().stream().sorted().collect(Collectors.joining(", ")));
        }
        return name;
    }

    private static Class<?> load(ServletRegistration servlet, ServletContext context) {
        return Classes.find(servlet.getClassName(), context)
                .orElseThrow(() -> new ConfigurationException(
                        "servlet " + servlet.getName() + ": its class " + servlet.getClassName()
                                + " cannot be loaded, so its price is unknown; mend or remove the servlet"));
    }
}
