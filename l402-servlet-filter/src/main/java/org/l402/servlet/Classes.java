package org.l402.servlet;

import jakarta.servlet.ServletContext;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Finds classes by name, as the application sees them, as this library does, and as the container does, in this order. */
final class Classes {
    private Classes() {}

    static Optional<Class<?>> find(String name, ServletContext context) {
        @Nullable
        ClassLoader[] loaders = {
            context.getClassLoader(),
            Classes.class.getClassLoader(),
            context.getClass().getClassLoader()
        };
        for (ClassLoader loader : loaders) {
            try {
                return Optional.of(Class.forName(name, false, loader));
            } catch (ClassNotFoundException | LinkageError e) {
                // The next one may know it: containers hide their own servlets from applications.
            }
        }
        return Optional.empty();
    }
}
