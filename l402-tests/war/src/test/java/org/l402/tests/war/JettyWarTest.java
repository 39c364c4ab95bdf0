package org.l402.tests.war;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.eclipse.jetty.ee.webapp.WebAppClassLoader;
import org.eclipse.jetty.ee10.annotations.AnnotationConfiguration;
import org.eclipse.jetty.ee10.webapp.Configuration;
import org.eclipse.jetty.ee10.webapp.FragmentConfiguration;
import org.eclipse.jetty.ee10.webapp.MetaInfConfiguration;
import org.eclipse.jetty.ee10.webapp.WebAppConfiguration;
import org.eclipse.jetty.ee10.webapp.WebAppContext;
import org.eclipse.jetty.ee10.webapp.WebInfConfiguration;
import org.eclipse.jetty.ee10.webapp.WebXmlConfiguration;
import org.eclipse.jetty.io.EndPoint;
import org.eclipse.jetty.server.Connector;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.handler.ContextHandlerCollection;

class JettyWarTest extends WarSuite {
    private Server server;
    private ContextHandlerCollection applications;
    private WebAppContext context;
    private Path work;

    @Override
    URI startServer(Path folder) throws Exception {
        work = folder;
        applications = new ContextHandlerCollection(true);
        server = new Server(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
        server.setHandler(applications);
        server.start();
        return server.getURI();
    }

    @Override
    ClassLoader deploy() throws Exception {
        context = new WebAppContext(WAR.toUri().toString(), "/statistics");
        context.setTempDirectory(Files.createTempDirectory(work, "statistics").toFile());
        context.setThrowUnavailableOnStartupException(true);
        // All but JNDI, of which the other server in this JVM has taken the one place.
        context.setConfigurations(new Configuration[] {
            new WebInfConfiguration(),
            new WebXmlConfiguration(),
            new MetaInfConfiguration(),
            new FragmentConfiguration(),
            new AnnotationConfiguration(),
            new WebAppConfiguration()
        });
        context.setClassLoader(new WebAppClassLoader(new ContainerOnly(), context));
        applications.addHandler(context);
        context.start();
        return context.getClassLoader();
    }

    @Override
    void undeploy() throws Exception {
        context.stop();
        applications.removeHandler(context);
        context.destroy();
        // Jetty keeps the last application of a connection with it, until it is closed.
        for (Connector connector : server.getConnectors()) {
            connector.getConnectedEndPoints().forEach(EndPoint::close);
        }
        context = null;
        visitEverySelector();
    }

    /** Each selector of Jetty remembers the connection that it handled last, until it handles another one. */
    private void visitEverySelector() throws Exception {
        int selectors = Runtime.getRuntime().availableProcessors();
        for (int i = 0; i < 2 * selectors; i++) {
            try (Socket socket =
                    new Socket(server.getURI().getHost(), server.getURI().getPort())) {
                socket.getOutputStream().write("GET / HTTP/1.0\r\n\r\n".getBytes(StandardCharsets.US_ASCII));
                assertThat(new String(socket.getInputStream().readAllBytes(), StandardCharsets.ISO_8859_1))
                        .startsWith("HTTP/1.1 404");
            }
        }
    }

    @Override
    void stopServer() throws Exception {
        server.stop();
    }
}
