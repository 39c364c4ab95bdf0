package org.l402.tests.jetty;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import org.eclipse.jetty.ee10.servlet.ServletContextHandler;
import org.eclipse.jetty.ee10.servlet.ServletHolder;
import org.eclipse.jetty.server.Server;
import org.glassfish.jersey.server.ResourceConfig;
import org.glassfish.jersey.server.ServerProperties;
import org.glassfish.jersey.servlet.ServletContainer;
import org.junit.jupiter.api.Test;
import org.l402.servlet.L402Filter;
import org.l402.tests.http.JaxRsSuite;
import org.l402.tests.http.ShopApplication;

class JerseyTest extends JaxRsSuite {
    private Server jetty;

    @Override
    protected URI start(ShopApplication application) throws Exception {
        ServletContextHandler context = new ServletContextHandler("/");
        context.addServletContainerInitializer((types, servlets) ->
                L402Filter.install(servlets, application.shop().engine()));
        ResourceConfig config =
                ResourceConfig.forApplication(application).property(ServerProperties.WADL_FEATURE_DISABLE, true);
        ServletHolder jersey = new ServletHolder(new ServletContainer(config));
        jersey.setAsyncSupported(true);
        context.addServlet(jersey, "/api/*");
        jetty = new Server(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
        jetty.setHandler(context);
        jetty.start();
        return jetty.getURI();
    }

    @Test
    void theFeatureTellsTheHandlerItsPayment() throws Exception {
        assertThat(bodyOfPaid("/api/shop/payment-by-context")).startsWith("5000 ");
    }

    @Override
    protected void stop() throws Exception {
        jetty.stop();
    }
}
