package org.l402.tests.tomcat;

import jakarta.servlet.ServletContainerInitializer;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import org.apache.catalina.Context;
import org.apache.catalina.Wrapper;
import org.apache.catalina.startup.Tomcat;
import org.jboss.resteasy.core.ResteasyDeploymentImpl;
import org.jboss.resteasy.plugins.server.servlet.HttpServlet30Dispatcher;
import org.jboss.resteasy.spi.ResteasyDeployment;
import org.junit.jupiter.api.io.TempDir;
import org.l402.servlet.L402Filter;
import org.l402.tests.http.JaxRsSuite;
import org.l402.tests.http.ShopApplication;

class RestEasyTest extends JaxRsSuite {
    @TempDir
    static Path folder;

    private Tomcat tomcat;

    @Override
    protected URI start(ShopApplication application) throws Exception {
        tomcat = new Tomcat();
        tomcat.setBaseDir(folder.toString());
        tomcat.setHostname("localhost");
        tomcat.setPort(0);
        Context context = tomcat.addContext(
                "", Files.createDirectories(folder.resolve("docs")).toString());
        ResteasyDeployment deployment = new ResteasyDeploymentImpl();
        deployment.setApplication(application);
        ServletContainerInitializer installer = (types, servlets) -> {
            servlets.setAttribute(ResteasyDeployment.class.getName(), deployment);
            L402Filter.install(servlets, application.shop().engine());
        };
        context.addServletContainerInitializer(installer, Set.of());
        Wrapper resteasy = Tomcat.addServlet(context, "resteasy", new HttpServlet30Dispatcher());
        resteasy.setAsyncSupported(true);
        resteasy.addInitParameter("resteasy.servlet.mapping.prefix", "/api");
        resteasy.addMapping("/api/*");
        tomcat.start();
        return URI.create("http://localhost:" + tomcat.getConnector().getLocalPort() + "/");
    }

    @Override
    protected void stop() throws Exception {
        tomcat.stop();
        tomcat.destroy();
    }
}
