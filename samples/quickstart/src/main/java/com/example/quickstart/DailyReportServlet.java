package com.example.quickstart;

import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.time.Duration;
import java.time.LocalDate;
import java.time.ZoneOffset;

/** {@code GET /reports/daily}: a servlet that knows nothing of money; its price is a rule on its path. */
public class DailyReportServlet extends HttpServlet {
    private static final long serialVersionUID = 1L;

    @Override
    protected void doGet(HttpServletRequest request, HttpServletResponse response) throws IOException {
        Duration uptime = Duration.ofMillis(ManagementFactory.getRuntimeMXBean().getUptime());
        response.setContentType("text/plain");
        response.getWriter()
                .printf(
                        "Report of %s: up for %s, %d processors, %d MB of memory in use.%n",
                        LocalDate.now(ZoneOffset.UTC),
                        uptime.withNanos(0),
                        Runtime.getRuntime().availableProcessors(),
                        (Runtime.getRuntime().totalMemory() - Runtime.getRuntime().freeMemory()) >> 20);
    }
}
