package org.l402.servlet;

import jakarta.servlet.ServletContextEvent;
import jakarta.servlet.ServletContextListener;
import org.l402.L402;

/** Closes the engine when the application ends, however far its start had come. */
final class EngineEnd implements ServletContextListener {
    private final L402 engine;

    EngineEnd(L402 engine) {
        this.engine = engine;
    }

    @Override
    public void contextDestroyed(ServletContextEvent event) {
        engine.close();
    }
}
