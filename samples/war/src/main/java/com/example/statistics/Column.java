package com.example.statistics;

import java.util.List;
import java.util.Locale;

/** Statistics of one column, in one pass (Welford's method, which does not lose digits on large values). */
final class Column {
    static final List<String> HEADINGS =
            List.of("column", "numbers", "others", "empty", "minimum", "maximum", "mean", "deviation");

    private long numbers;
    private long others;
    private long empty;
    private double minimum = Double.POSITIVE_INFINITY;
    private double maximum = Double.NEGATIVE_INFINITY;
    private double mean;
    private double squares;

    void add(String cell) {
        if (cell.isBlank()) {
            empty++;
            return;
        }
        try {
            add(Double.parseDouble(cell.strip()));
        } catch (NumberFormatException e) {
            others++;
        }
    }

    private void add(double number) {
        if (!Double.isFinite(number)) {
            others++;
            return;
        }
        numbers++;
        double off = number - mean;
        mean += off / numbers;
        squares += off * (number - mean);
        minimum = Math.min(minimum, number);
        maximum = Math.max(maximum, number);
    }

    List<String> line(String name) {
        return List.of(
                name,
                Long.toString(numbers),
                Long.toString(others),
                Long.toString(empty),
                numbers > 0 ? text(minimum) : "",
                numbers > 0 ? text(maximum) : "",
                numbers > 0 ? text(mean) : "",
                numbers > 1 ? text(Math.sqrt(squares / (numbers - 1))) : "");
    }

    private static String text(double number) {
        return String.format(Locale.ROOT, "%.6g", number);
    }
}
