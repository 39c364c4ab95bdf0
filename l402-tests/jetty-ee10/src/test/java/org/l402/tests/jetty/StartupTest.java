package org.l402.tests.jetty;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import jakarta.servlet.ServletContainerInitializer;
import jakarta.servlet.ServletContextEvent;
import jakarta.servlet.ServletContextListener;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.util.Set;
import java.util.function.UnaryOperator;
import org.eclipse.jetty.ee10.servlet.FilterHolder;
import org.eclipse.jetty.ee10.servlet.ServletContextHandler;
import org.eclipse.jetty.ee10.servlet.ServletHolder;
import org.eclipse.jetty.server.Server;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.l402.L402;
import org.l402.L402Builder;
import org.l402.Priced;
import org.l402.invoice.development.DevelopmentWallet;
import org.l402.price.Price;
import org.l402.servlet.L402Filter;
import org.l402.servlet.L402Initializer;

/** What was meant to cost something and does not stops the application, with a sentence that says what to mend. */
class StartupTest {
    private Server server;

    @AfterEach
    void stop() throws Exception {
        if (server != null) {
            server.stop();
        }
    }

    @Priced(sats = 3)
    public static class OnClass extends HttpServlet {
        private static final long serialVersionUID = 1L;
    }

    public static class OnService extends HttpServlet {
        private static final long serialVersionUID = 1L;

        @Override
        @Priced(sats = 3)
        protected void service(HttpServletRequest request, HttpServletResponse response) {}
    }

    public static class OnOverload extends HttpServlet {
        private static final long serialVersionUID = 1L;

        @Priced(sats = 3)
        protected void doGet(String other) {}
    }

    @Priced
    public static class NoPrice extends HttpServlet {
        private static final long serialVersionUID = 1L;
    }

    @Priced(sats = 3, msat = 3000)
    public static class TwoPrices extends HttpServlet {
        private static final long serialVersionUID = 1L;
    }

    @Priced(offer = "nowhere")
    public static class NoSuchOffer extends HttpServlet {
        private static final long serialVersionUID = 1L;
    }

    @Priced(sats = 3, free = "daily")
    public static class BadQuota extends HttpServlet {
        private static final long serialVersionUID = 1L;
    }

    @Priced(sats = -3)
    public static class Negative extends HttpServlet {
        private static final long serialVersionUID = 1L;
    }

    /** A controller of some other framework. */
    @Priced(sats = 3)
    public static class Controller {}

    @Test
    @Tag("bad-configuration")
    void aPathRuleThatTakesThePlaceOfAnAnnotation() {
        refused(
                OnClass.class,
                "/sold/*",
                b -> b.price("/sold/cheap", Price.sats(1)),
                "two prices for /sold/cheap",
                "1 sat",
                "3 sat");
        refused(OnClass.class, "/sold/*", b -> b.price("/sold/*", Price.sats(1)), "two prices for /sold/*");
        refused(OnClass.class, "*.sold", b -> b.price("/x.sold", Price.sats(1)), "two prices for /x.sold");
        refused(OnClass.class, "/", b -> b.price("/x", Price.sats(1)), "two prices for /x");
    }

    @Test
    void aPathRuleThatSaysTheSameOrLessIsFine() throws Exception {
        start(OnClass.class, "/sold/*", b -> b.price("/sold/*", Price.sats(3)).price("/*", Price.sats(1)));
        assertThat(server.isStarted()).isTrue();
    }

    @Test
    @Tag("bad-configuration")
    void anAnnotationThatCannotMeanAnything() {
        refused(OnService.class, "/x", b -> b, "OnService.service", "doGet");
        refused(OnOverload.class, "/x", b -> b, "OnOverload.doGet", "no effect");
        refused(NoPrice.class, "/x", b -> b, "NoPrice", "exactly one of sats, msat and offer");
        refused(TwoPrices.class, "/x", b -> b, "TwoPrices", "exactly one of");
        refused(NoSuchOffer.class, "/x", b -> b, "no offer \"nowhere\"");
        refused(BadQuota.class, "/x", b -> b, "1 per PT24H");
        refused(Negative.class, "/x", b -> b, "between 0 and 21 million");
    }

    @Test
    void twoServletsWhoseOffersShareANameButNotAPrice() {
        assertThatThrownBy(() -> {
                    ServletContextHandler context = context(b -> b.price("/a-b", Price.sats(9)));
                    context.addServlet(OnClass.class, "/a/b");
                    start(context);
                })
                .rootCause()
                .hasMessageContaining("two offers are named \"a-b\"");
    }

    @Test
    void aClassThatCannotBeLoaded() {
        assertThatThrownBy(() -> {
                    ServletContextHandler context = context(b -> b);
                    ServletHolder holder = new ServletHolder();
                    holder.setName("ghost");
                    holder.setClassName("org.example.Ghost");
                    context.getServletHandler().addServletWithMapping(holder, "/ghost");
                    start(context);
                })
                .rootCause()
                .hasMessageContaining("org.example.Ghost");
    }

    @Test
    void whatIsExpectedToHaveAPriceAndHasNone() throws Exception {
        refused(OnClass.class, "/sold/*", b -> b.expect("POST v1"), "expect");
        start(
                OnClass.class,
                "/sold/*",
                b -> b.expect("GET /sold/x").expect("/sold/*").expect("POST /sold/y"));
        assertThat(server.isStarted()).isTrue();
    }

    @Test
    @Tag("bad-configuration")
    void anAnnotatedClassThatNobodyClaimed() {
        refusedWithFound(Controller.class, "Controller has no effect", "put a price rule on its path");
        refusedWithFound(OnClass.class, "OnClass has no effect", "map it");
    }

    @Test
    @Tag("bad-configuration")
    void pricesThatNobodyAsksForBecauseTheSettingsFileIsMissing() {
        ServletContextHandler forgotten = scanned(OnClass.class);
        assertThatThrownBy(() -> start(forgotten))
                .message()
                .contains("OnClass] has no effect", "/WEB-INF/l402.properties", "L402Filter.install");
    }

    @Test
    void aListenerMayInstallTheFilter() throws Exception {
        ServletContextHandler context = scanned(OnClass.class);
        context.addServlet(OnClass.class, "/sold/*");
        context.addEventListener(new ServletContextListener() {
            @Override
            public void contextInitialized(ServletContextEvent event) {
                L402Filter.install(event.getServletContext(), builder().build());
            }
        });
        start(context);
        assertThat(context.isAvailable()).isTrue();
    }

    @Test
    void theFilterInstalledTwice() {
        assertThatThrownBy(() -> {
                    L402 engine = builder().build();
                    ServletContextHandler context = context(b -> b);
                    context.addServletContainerInitializer((types, servlets) -> L402Filter.install(servlets, engine));
                    start(context);
                })
                .hasMessageContaining("installed already");
    }

    @Test
    void aFilterInWebXmlWithoutItsFile() {
        assertThatThrownBy(() -> {
                    ServletContextHandler context = new ServletContextHandler("/");
                    FilterHolder filter = new FilterHolder(L402Filter.class);
                    filter.setInitParameter("config", "/WEB-INF/elsewhere.properties");
                    context.addFilter(filter, "/*", null);
                    start(context);
                })
                .rootCause()
                .hasMessageContaining("/WEB-INF/elsewhere.properties is missing");
    }

    private void refused(
            Class<? extends HttpServlet> servlet, String mapping, UnaryOperator<L402Builder> setUp, String... parts) {
        assertThatThrownBy(() -> start(servlet, mapping, setUp))
                .rootCause()
                .message()
                .contains(parts)
                .doesNotContain("\n");
    }

    private void refusedWithFound(Class<?> found, String... parts) {
        ServletContainerInitializer scan =
                (types, servlets) -> new L402Initializer().onStartup(Set.of(found), servlets);
        assertThatThrownBy(() -> {
                    ServletContextHandler context = context(b -> b);
                    context.addServletContainerInitializer(scan);
                    start(context);
                })
                .rootCause()
                .message()
                .contains(parts);
    }

    /** An application in which the container found an annotated class. */
    private static ServletContextHandler scanned(Class<?> found) {
        ServletContextHandler context = new ServletContextHandler("/");
        context.addServletContainerInitializer(
                (types, servlets) -> new L402Initializer().onStartup(Set.of(found), servlets));
        return context;
    }

    private void start(Class<? extends HttpServlet> servlet, String mapping, UnaryOperator<L402Builder> setUp)
            throws Exception {
        ServletContextHandler context = context(setUp);
        context.addServlet(servlet, mapping);
        start(context);
    }

    private void start(ServletContextHandler context) throws Exception {
        server = new Server();
        server.setHandler(context);
        server.start();
    }

    private static ServletContextHandler context(UnaryOperator<L402Builder> setUp) {
        ServletContextHandler context = new ServletContextHandler("/");
        context.addServletContainerInitializer((types, servlets) ->
                L402Filter.install(servlets, setUp.apply(builder()).build()));
        return context;
    }

    private static L402Builder builder() {
        return L402.builder().invoices(DevelopmentWallet.create());
    }
}
