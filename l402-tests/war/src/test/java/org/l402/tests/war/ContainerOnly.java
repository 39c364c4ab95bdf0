package org.l402.tests.war;

import java.io.IOException;
import java.net.URL;
import java.util.Collections;
import java.util.Enumeration;
import java.util.List;

/**
 * What a web application sees of a server: the JDK, the servlet API and the server itself. Here it hides the libraries of
 * the test, which no server has.
 */
final class ContainerOnly extends ClassLoader {
    private static final List<String> VISIBLE = List.of("jakarta.servlet.", "org.apache.", "org.eclipse.jetty.");

    private final ClassLoader server = ContainerOnly.class.getClassLoader();

    ContainerOnly() {
        super(ClassLoader.getPlatformClassLoader());
    }

    @Override
    protected Class<?> findClass(String name) throws ClassNotFoundException {
        if (!visible(name)) {
            throw new ClassNotFoundException(name);
        }
        return server.loadClass(name);
    }

    @Override
    protected URL findResource(String name) {
        return visible(name.replace('/', '.')) ? server.getResource(name) : null;
    }

    @Override
    protected Enumeration<URL> findResources(String name) throws IOException {
        return visible(name.replace('/', '.')) ? server.getResources(name) : Collections.emptyEnumeration();
    }

    private static boolean visible(String name) {
        return VISIBLE.stream().anyMatch(name::startsWith);
    }
}
