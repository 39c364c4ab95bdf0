package org.l402.tests.docs;

import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A row of a table in {@code configuration.md}: key, type, default, example, remarks.
 *
 * @param standard the default; empty if there is none
 */
record Setting(String key, String standard, String example) {
    static final Page PAGE = Page.read(Page.ROOT.resolve("docs").resolve("configuration.md"));

    private static final Pattern ROW = Pattern.compile("\\| `([^`]+)` \\|[^|]+\\|([^|]+)\\| `([^`]+)` \\|.*");
    private static final Pattern QUOTED = Pattern.compile("`([^`]+)`");

    /** Every row, in order. */
    static List<Setting> all() {
        return PAGE.lines().stream()
                .map(ROW::matcher)
                .filter(Matcher::matches)
                .map(row -> new Setting(row.group(1), quoted(row.group(2)), row.group(3)))
                .toList();
    }

    /** As a line of the file, with the example's value. A key with a place holder stands for the one in the example. */
    String line() {
        return key.contains("<") ? example : key + " = " + example;
    }

    /** A default that can be written down stands alone in its cell; everything else there is an explanation. */
    private static String quoted(String cell) {
        Matcher value = QUOTED.matcher(cell.strip());
        return value.matches() ? value.group(1) : "";
    }
}
