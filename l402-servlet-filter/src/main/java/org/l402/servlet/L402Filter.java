package org.l402.servlet;

import jakarta.servlet.DispatcherType;
import jakarta.servlet.Filter;
import jakarta.servlet.FilterChain;
import jakarta.servlet.FilterConfig;
import jakarta.servlet.FilterRegistration;
import jakarta.servlet.ServletContext;
import jakarta.servlet.ServletException;
import jakarta.servlet.ServletRequest;
import jakarta.servlet.ServletResponse;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.EnumSet;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.l402.Charge;
import org.l402.Decision;
import org.l402.Decision.Allow;
import org.l402.Decision.Deny;
import org.l402.Exchange;
import org.l402.L402;
import org.l402.config.ConfigurationException;
import org.l402.price.Offer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Asks the engine about every request, and obeys: lets it pass, or writes the reply. Ends the charge when the call is over.
 *
 * <p>Three ways to install it: {@link #install}, a {@code <filter>} in {@code web.xml}, or nothing but the file
 * {@code WEB-INF/l402.properties}. It decides at {@code REQUEST} dispatch only; forwards, includes, asynchronous and error
 * dispatches are the application's own calls and cost nothing. What the application throws passes through untouched.
 */
public final class L402Filter implements Filter {
    private static final Logger LOG = LoggerFactory.getLogger(L402.class);

    /** Name of the filter when it installs itself. */
    public static final String NAME = "l402";

    private @Nullable L402 engine;
    private @Nullable Gate gate;

    /** For {@code web.xml}: the engine is configured by the file that init-param {@code config} names. */
    public L402Filter() {}

    /** @param engine closed when the filter is destroyed */
    public L402Filter(L402 engine) {
        this.engine = engine;
    }

    /**
     * Installs the filter behind all filters that are declared, for all paths.
     *
     * @param engine closed when the application ends
     */
    public static void install(ServletContext context, L402 engine) {
        FilterRegistration.Dynamic filter = context.addFilter(NAME, new L402Filter(engine));
        if (filter == null) {
            throw new ConfigurationException("a filter named \"" + NAME + "\" is installed already; install one");
        }
        filter.setAsyncSupported(true);
        context.setAttribute(PaywallGuard.INSTALLED, true);
        filter.addMappingForUrlPatterns(EnumSet.of(DispatcherType.REQUEST), true, "/*");
    }

    /**
     * The charge of a request behind a path with a price; without effect if the call is free.
     *
     * @throws IllegalStateException if nothing put a price on the request: a handler that asks is meant to cost something
     */
    public static Charge charge(ServletRequest request) {
        return request.getAttribute(Exchange.ATTRIBUTE) instanceof Exchange exchange
                        && exchange.charge().isPresent()
                ? exchange.charge().get()
                : unpriced(request);
    }

    private static Charge unpriced(ServletRequest request) {
        String path = request instanceof HttpServletRequest http ? http.getRequestURI() : "this request";
        throw new IllegalStateException("nothing puts a price on " + path + "; add a price rule or @Priced");
    }

    @Override
    public void init(FilterConfig config) throws ServletException {
        ServletContext context = config.getServletContext();
        try {
            L402 started = engine != null ? engine : WebSettings.open(context, config.getInitParameter("config"));
            engine = started;
            PricedServlets servlets = new PricedServlets(context, started.catalog());
            Expectations unmet = new StartupChecks(context, started.catalog(), servlets).run();
            gate = new Gate(started, servlets, unmet);
        } catch (ConfigurationException e) {
            // Containers bury what a filter throws in a log of their own.
            LOG.error("{}", e.getMessage());
            destroy();
            throw new ServletException(e.getMessage(), e);
        }
    }

    @Override
    public void doFilter(ServletRequest request, ServletResponse response, FilterChain chain)
            throws IOException, ServletException {
        if (request instanceof HttpServletRequest http
                && response instanceof HttpServletResponse answer
                && request.getAttribute(Exchange.ATTRIBUTE) == null) {
            filter(http, answer, chain);
        } else {
            chain.doFilter(request, response);
        }
    }

    private void filter(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws IOException, ServletException {
        Gate asked = Objects.requireNonNull(gate, "the filter was not initialised");
        ServletRequestView view = new ServletRequestView(request);
        Exchange exchange = new Exchange(asked.engine(), view, asked.expectsPrice(view));
        request.setAttribute(Exchange.ATTRIBUTE, exchange);
        Decision decision = asked.decide(request, view);
        if (decision instanceof Deny deny) {
            ReplyWriter.write(deny.reply(), request, response);
        } else if (decision instanceof Allow.Priced priced) {
            exchange.charge(priced.charge());
            priced.headers().forEach(header -> response.setHeader(header.name(), header.value()));
            HttpServletResponse answer = new PricedResponse(response);
            run(exchange, new PricedRequest(view.forHandler(), answer), answer, chain);
        } else {
            run(exchange, request, response, chain);
        }
    }

    /** Outside of any {@code catch}: the application's exceptions are the container's business. */
    private static void run(
            Exchange exchange, HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws IOException, ServletException {
        boolean returned = false;
        try {
            chain.doFilter(request, response);
            returned = true;
        } finally {
            // Decided here, or by a JAX-RS feature further in.
            Charge charge = exchange.charge().orElse(null);
            if (charge != null) {
                ChargeEnd.after(request, response, charge, returned);
            }
        }
    }

    @Override
    public void destroy() {
        if (engine != null) {
            engine.close();
        }
    }

    /** The engine and what it cannot know: which servlet a request goes to, and what JAX-RS is expected to price. */
    private record Gate(L402 engine, PricedServlets servlets, Expectations unmet) {
        boolean expectsPrice(ServletRequestView view) {
            return !unmet.none() && unmet.concern(view.method(), view.paths());
        }

        Decision decide(HttpServletRequest request, ServletRequestView view) {
            Optional<Offer> annotated = servlets.none() ? Optional.empty() : servlets.find(request);
            return annotated.isPresent() ? engine.decide(view, annotated.get()) : engine.decide(view);
        }
    }
}
