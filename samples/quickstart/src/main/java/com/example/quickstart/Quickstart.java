package com.example.quickstart;

import java.net.InetSocketAddress;
import org.eclipse.jetty.ee10.servlet.ServletContextHandler;
import org.eclipse.jetty.ee10.servlet.ServletHolder;
import org.eclipse.jetty.server.Server;
import org.glassfish.jersey.server.ResourceConfig;
import org.glassfish.jersey.server.ServerProperties;
import org.glassfish.jersey.servlet.ServletContainer;
import org.l402.L402;
import org.l402.invoice.development.DevelopmentWallet;
import org.l402.price.Price;
import org.l402.servlet.L402Filter;

/** A web server that sells two endpoints, with a wallet that only pretends. */
public final class Quickstart {
    private Quickstart() {}

    public static void main(String[] args) throws Exception {
        int port = Integer.parseInt(System.getenv().getOrDefault("PORT", "8402"));
        Server server = start(port);
        System.out.println(Instructions.forPort(port));
        server.join();
    }

    /** Starts the server; stopping it closes the engine. */
    static Server start(int port) throws Exception {
        DevelopmentWallet wallet = DevelopmentWallet.create();
        L402 l402 = L402.builder()
                .invoices(wallet)
                .price("/reports/daily", Price.sats(5))
                .build();

        ServletContextHandler context = new ServletContextHandler("/");
        context.addServletContainerInitializer((classes, servlets) -> L402Filter.install(servlets, l402));
        context.addServlet(HealthServlet.class, "/health");
        context.addServlet(DailyReportServlet.class, "/reports/daily");
        context.addServlet(jersey(), "/v1/*");
        context.addServlet(new ServletHolder(new PayServlet(wallet)), "/dev/pay");

        Server server = new Server(new InetSocketAddress(port));
        server.setHandler(context);
        server.start();
        return server;
    }

    private static ServletHolder jersey() {
        ResourceConfig resources = new ResourceConfig(SummarizeResource.class)
                .property(ServerProperties.WADL_FEATURE_DISABLE, true);
        ServletHolder holder = new ServletHolder(new ServletContainer(resources));
        holder.setInitOrder(1);
        return holder;
    }
}
