package org.l402.tests.jetty;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import org.eclipse.jetty.ee11.servlet.ServletContextHandler;
import org.eclipse.jetty.ee11.servlet.ServletHolder;
import org.eclipse.jetty.server.Server;
import org.l402.servlet.L402Filter;
import org.l402.tests.http.HttpSuite;
import org.l402.tests.http.ShopApp;

class JettyEe11Test extends HttpSuite {
    private Server jetty;

    @Override
    protected URI start(ShopApp app) throws Exception {
        ServletContextHandler context = new ServletContextHandler("/");
        context.addServletContainerInitializer(
                (types, servlets) -> L402Filter.install(servlets, app.shop().engine()));
        for (ShopApp.Mount mount : app.mounts()) {
            ServletHolder holder = new ServletHolder(mount.name(), mount.servlet());
            holder.setAsyncSupported(true);
            mount.mappings().forEach(mapping -> context.addServlet(holder, mapping));
        }
        jetty = new Server(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
        jetty.setHandler(context);
        jetty.start();
        return jetty.getURI();
    }

    @Override
    protected void stop() throws Exception {
        jetty.stop();
    }
}
