package org.l402.tests.tomcat;

import jakarta.servlet.ServletContainerInitializer;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import org.apache.catalina.Context;
import org.apache.catalina.Wrapper;
import org.apache.catalina.startup.Tomcat;
import org.junit.jupiter.api.io.TempDir;
import org.l402.servlet.L402Filter;
import org.l402.tests.http.HttpSuite;
import org.l402.tests.http.ShopApp;

class Tomcat11Test extends HttpSuite {
    @TempDir
    static Path folder;

    private Tomcat tomcat;

    @Override
    protected URI start(ShopApp app) throws Exception {
        tomcat = new Tomcat();
        tomcat.setBaseDir(folder.toString());
        tomcat.setHostname("localhost");
        tomcat.setPort(0);
        Context context = tomcat.addContext(
                "", Files.createDirectories(folder.resolve("docs")).toString());
        ServletContainerInitializer installer =
                (types, servlets) -> L402Filter.install(servlets, app.shop().engine());
        context.addServletContainerInitializer(installer, Set.of());
        for (ShopApp.Mount mount : app.mounts()) {
            Wrapper servlet = Tomcat.addServlet(context, mount.name(), mount.servlet());
            servlet.setAsyncSupported(true);
            mount.mappings().forEach(servlet::addMapping);
        }
        tomcat.start();
        return URI.create("http://localhost:" + tomcat.getConnector().getLocalPort() + "/");
    }

    @Override
    protected void stop() throws Exception {
        tomcat.stop();
        tomcat.destroy();
    }
}
