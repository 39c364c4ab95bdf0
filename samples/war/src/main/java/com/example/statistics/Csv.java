package com.example.statistics;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/** Tables as text, as RFC 4180 has them: commas, quotes where needed, quotes within quotes doubled. */
final class Csv {
    private final String text;
    private int at;

    private Csv(String text) {
        this.text = text;
    }

    /**
     * All rows that are not empty; the first are the names of the columns.
     *
     * @throws IllegalArgumentException if there is no row with names and one below, or a quote is not closed
     */
    static List<List<String>> parse(String text) {
        Csv csv = new Csv(text);
        List<List<String>> rows = new ArrayList<>();
        while (csv.at < text.length()) {
            List<String> row = csv.row();
            if (row.size() > 1 || !row.get(0).isBlank()) {
                rows.add(row);
            }
        }
        if (rows.size() < 2) {
            throw new IllegalArgumentException("a line with the names of the columns and one line below are needed");
        }
        return rows;
    }

    static String print(List<List<String>> rows) {
        return rows.stream()
                .map(row -> row.stream().map(Csv::quoted).collect(Collectors.joining(",", "", "\r\n")))
                .collect(Collectors.joining());
    }

    private static String quoted(String cell) {
        boolean plain = cell.chars().noneMatch(c -> c == ',' || c == '"' || c == '\r' || c == '\n');
        return plain ? cell : '"' + cell.replace("\"", "\"\"") + '"';
    }

    private List<String> row() {
        List<String> cells = new ArrayList<>();
        do {
            cells.add(at < text.length() && text.charAt(at) == '"' ? quotedCell() : plainCell());
        } while (taken(','));
        boolean ended = taken('\r') | taken('\n');
        if (!ended && at < text.length()) {
            throw new IllegalArgumentException("a comma or the end of the line must follow a closing quote");
        }
        return cells;
    }

    private String plainCell() {
        int start = at;
        while (at < text.length() && ",\r\n".indexOf(text.charAt(at)) < 0) {
            at++;
        }
        return text.substring(start, at);
    }

    private String quotedCell() {
        StringBuilder cell = new StringBuilder();
        at++;
        while (true) {
            int quote = text.indexOf('"', at);
            if (quote < 0) {
                throw new IllegalArgumentException("a quote is not closed");
            }
            cell.append(text, at, quote);
            at = quote + 1;
            if (!taken('"')) {
                return cell.toString();
            }
            cell.append('"');
        }
    }

    private boolean taken(char expected) {
        boolean there = at < text.length() && text.charAt(at) == expected;
        at += there ? 1 : 0;
        return there;
    }
}
