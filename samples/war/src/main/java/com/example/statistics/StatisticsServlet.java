package com.example.statistics;

import jakarta.servlet.annotation.WebServlet;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.l402.Priced;

/** {@code POST /statistics}: takes a table as CSV, answers with one line of statistics for each column, as CSV. */
@WebServlet("/statistics")
@Priced(sats = 10, description = "Statistics of a table")
public class StatisticsServlet extends HttpServlet {
    private static final long serialVersionUID = 1L;
    private static final int LARGEST_TABLE_BYTES = 1 << 20;

    @Override
    protected void doPost(HttpServletRequest request, HttpServletResponse response) throws IOException {
        byte[] body = request.getInputStream().readNBytes(LARGEST_TABLE_BYTES + 1);
        if (body.length > LARGEST_TABLE_BYTES) {
            response.sendError(HttpServletResponse.SC_REQUEST_ENTITY_TOO_LARGE);
            return;
        }
        List<List<String>> rows;
        try {
            rows = Csv.parse(new String(body, StandardCharsets.UTF_8));
        } catch (IllegalArgumentException e) {
            // An answer of 4xx costs the client nothing: its token stays good.
            response.sendError(HttpServletResponse.SC_BAD_REQUEST, e.getMessage());
            return;
        }
        response.setContentType("text/csv;charset=utf-8");
        response.getWriter().print(Csv.print(statistics(rows)));
    }

    private static List<List<String>> statistics(List<List<String>> rows) {
        List<List<String>> lines = new ArrayList<>();
        lines.add(Column.HEADINGS);
        List<String> names = rows.get(0);
        for (int i = 0; i < names.size(); i++) {
            Column column = new Column();
            for (List<String> row : rows.subList(1, rows.size())) {
                column.add(i < row.size() ? row.get(i) : "");
            }
            lines.add(column.line(names.get(i)));
        }
        return lines;
    }
}
