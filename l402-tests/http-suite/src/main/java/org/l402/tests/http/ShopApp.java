package org.l402.tests.http;

import jakarta.servlet.Servlet;
import java.util.List;

/** The servlets of the suite, for a host to install behind the filter. */
public final class ShopApp {
    private final Shop shop;
    private final Runs runs = new Runs();
    private final WorkServlet work = new WorkServlet(runs);

    ShopApp(Shop shop) {
        this.shop = shop;
    }

    /**
     * One servlet.
     *
     * @param name of the registration
     * @param mappings in the servlet sense
     */
    public record Mount(String name, Servlet servlet, List<String> mappings) {
        Mount(String name, Servlet servlet, String... mappings) {
            this(name, servlet, List.of(mappings));
        }
    }

    /** All servlets; each supports asynchronous requests. */
    public List<Mount> mounts() {
        return List.of(
                new Mount(
                        "work",
                        work,
                        "/priced/*",
                        "/open/*",
                        "/exact",
                        "/by-method",
                        "/by-body",
                        "/by-body/async-echo",
                        "/free-once",
                        "/free-ten"),
                new Mount("on-class", new AnnotatedServlets.OnClass(runs), "/annotated/class/*", "*.sold"),
                new Mount("on-method", new AnnotatedServlets.OnMethod(runs), "/annotated/method"),
                new Mount("on-interface", new AnnotatedServlets.OnInterface(runs), "/annotated/interface"),
                new Mount("on-superclass", new AnnotatedServlets.OnSuperclass(runs), "/annotated/superclass"));
    }

    /** The shop whose filter goes in front. */
    public Shop shop() {
        return shop;
    }

    Runs runs() {
        return runs;
    }

    WorkServlet work() {
        return work;
    }
}
