package org.l402.benchmarks;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/** Paired differences: their median, with an interval that assumes nothing about how they are distributed. */
final class Differences {
    private static final double TAIL = 0.025;

    private final List<Double> values = new ArrayList<>();

    void add(double value) {
        values.add(value);
    }

    int count() {
        return values.size();
    }

    double median() {
        List<Double> sorted = sorted();
        int middle = sorted.size() / 2;
        return sorted.size() % 2 == 1 ? sorted.get(middle) : (sorted.get(middle - 1) + sorted.get(middle)) / 2;
    }

    /** Lower end of the interval in which the true median lies with at least 95 %. */
    double low() {
        return sorted().get(cut());
    }

    /** Upper end. */
    double high() {
        return sorted().get(values.size() - 1 - cut());
    }

    boolean straddlesZero() {
        return low() <= 0 && high() >= 0;
    }

    /** How many may be cut off at either end: each value is above the median with one half, as a coin falls. */
    private int cut() {
        int n = values.size();
        double ways = 1;
        double all = Math.pow(2, n);
        double sum = 0;
        int cut = -1;
        while (sum + ways / all <= TAIL) {
            sum += ways / all;
            cut++;
            ways = ways * (n - cut) / (cut + 1);
        }
        if (cut < 0) {
            throw new IllegalStateException(n + " differences are too few for an interval");
        }
        return cut;
    }

    private List<Double> sorted() {
        List<Double> sorted = new ArrayList<>(values);
        Collections.sort(sorted);
        return sorted;
    }
}
