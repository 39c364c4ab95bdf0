package org.l402.jaxrs;

import jakarta.ws.rs.HttpMethod;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.container.ResourceInfo;
import java.lang.annotation.Annotation;
import java.lang.reflect.Method;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.l402.L402;
import org.l402.Priced;
import org.l402.config.ConfigurationException;
import org.l402.price.Offer;
import org.l402.price.PriceRule;

/**
 * A resource method with a price. The annotation may stand on the method, on one that it overrides or implements, on the
 * class, or on a superclass or interface; what is nearer wins, and a method before a class.
 */
final class PricedResource {
    private final Priced annotation;
    private final String target;
    private final String source;
    private volatile @Nullable Offer offer;

    private PricedResource(Priced annotation, String target, String source) {
        this.annotation = annotation;
        this.target = target;
        this.source = source;
    }

    static Optional<PricedResource> of(ResourceInfo resource) {
        Class<?> type = resource.getResourceClass();
        List<Method> methods = overridden(type, resource.getResourceMethod());
        Priced priced = methods.stream()
                .map(method -> method.getAnnotation(Priced.class))
                .filter(java.util.Objects::nonNull)
                .findFirst()
                .orElseGet(() -> onType(type, Priced.class));
        if (priced == null) {
            return Optional.empty();
        }
        String source = type.getName() + "." + resource.getResourceMethod().getName();
        return Optional.of(new PricedResource(priced, target(type, methods), source));
    }

    /**
     * Refuses annotations that would have no effect.
     *
     * @throws ConfigurationException if a method has a price but answers no request, like a sub-resource locator
     */
    static void requireEffective(Class<?> type) {
        for (Method method : type.getMethods()) {
            List<Method> all = overridden(type, method);
            boolean priced = all.stream().anyMatch(level -> level.isAnnotationPresent(Priced.class));
            if (priced && verb(all).isEmpty()) {
                throw new ConfigurationException("@Priced on " + type.getName() + "." + method.getName()
                        + " has no effect: the method answers no request itself; put it on the methods behind it");
            }
        }
    }

    /** Whether the class itself, or what it extends or implements, has a price. */
    static boolean pricedType(Class<?> type) {
        return onType(type, Priced.class) != null;
    }

    Priced annotation() {
        return annotation;
    }

    /** Where the annotation has its effect, for messages. */
    String source() {
        return source;
    }

    /** The offer, which every engine resolves to the same. */
    Offer offer(L402 engine) {
        Offer known = offer;
        if (known == null) {
            known = engine.catalog().offer(annotation, PriceRule.nameFor(target), source);
            offer = known;
        }
        return known;
    }

    private static String target(Class<?> type, List<Method> methods) {
        String own = methods.stream()
                .map(method -> method.getAnnotation(Path.class))
                .filter(java.util.Objects::nonNull)
                .map(Path::value)
                .findFirst()
                .orElse("");
        Path base = onType(type, Path.class);
        return verb(methods) + " /" + (base == null ? "" : base.value()) + '/' + own;
    }

    private static String verb(List<Method> methods) {
        return methods.stream()
                .flatMap(method -> List.of(method.getAnnotations()).stream())
                .map(a -> a.annotationType().getAnnotation(HttpMethod.class))
                .filter(java.util.Objects::nonNull)
                .map(HttpMethod::value)
                .findFirst()
                .orElse("");
    }

    private static <A extends Annotation> @Nullable A onType(Class<?> type, Class<A> wanted) {
        return hierarchy(type).stream()
                .map(level -> level.getAnnotation(wanted))
                .filter(java.util.Objects::nonNull)
                .findFirst()
                .orElse(null);
    }

    /** The method itself and everything it overrides or implements, nearest first. */
    private static List<Method> overridden(Class<?> type, Method method) {
        List<Method> found = new ArrayList<>();
        found.add(method);
        for (Class<?> level : hierarchy(type)) {
            for (Method candidate : level.getDeclaredMethods()) {
                if (!candidate.equals(method) && overrides(method, candidate)) {
                    found.add(candidate);
                }
            }
        }
        return found;
    }

    /** Generic parameters are erased differently along a hierarchy, so wider parameter types count too. */
    private static boolean overrides(Method method, Method candidate) {
        Class<?>[] own = method.getParameterTypes();
        Class<?>[] other = candidate.getParameterTypes();
        boolean same = method.getName().equals(candidate.getName()) && own.length == other.length;
        for (int i = 0; same && i < own.length; i++) {
            same = other[i].isAssignableFrom(own[i]);
        }
        return same;
    }

    private static Set<Class<?>> hierarchy(Class<?> type) {
        Set<Class<?>> levels = new LinkedHashSet<>();
        for (Class<?> level = type; level != null; level = level.getSuperclass()) {
            levels.add(level);
        }
        for (Class<?> level : List.copyOf(levels)) {
            addContracts(level, levels);
        }
        return levels;
    }

    private static void addContracts(Class<?> level, Set<Class<?>> levels) {
        for (Class<?> contract : level.getInterfaces()) {
            levels.add(contract);
            addContracts(contract, levels);
        }
    }
}
