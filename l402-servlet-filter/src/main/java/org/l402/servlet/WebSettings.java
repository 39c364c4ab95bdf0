package org.l402.servlet;

import jakarta.servlet.ServletContext;
import java.io.IOException;
import java.io.InputStream;
import org.jspecify.annotations.Nullable;
import org.l402.L402;
import org.l402.L402Properties;
import org.l402.config.ConfigurationException;

/** Opens an engine from a properties file within a web application. */
final class WebSettings {
    /** The file whose presence alone installs the filter. */
    static final String DEFAULT_FILE = "/WEB-INF/l402.properties";

    private WebSettings() {}

    static L402 open(ServletContext context, @Nullable String file) {
        String name = file == null ? DEFAULT_FILE : file;
        try (InputStream in = context.getResourceAsStream(name)) {
            if (in == null) {
                throw new ConfigurationException(name + " is missing in the web application; create it, or name another"
                        + " file by the init-param \"config\" of the filter");
            }
            return L402Properties.read(in, name).build();
        } catch (IOException e) {
            throw new ConfigurationException(name + " cannot be read: " + e.getMessage());
        }
    }
}
