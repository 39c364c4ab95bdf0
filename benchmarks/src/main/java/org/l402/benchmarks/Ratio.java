package org.l402.benchmarks;

import java.util.Locale;

/** One figure and the bar that it is held against, in the form that scripts read. */
final class Ratio {
    private Ratio() {}

    static void print(String name, double value, double bar) {
        System.out.printf(Locale.ROOT, "RATIO %s %.3f %.3f%n", name, value, bar);
    }
}
