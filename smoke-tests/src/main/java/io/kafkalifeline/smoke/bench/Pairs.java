package io.kafkalifeline.smoke.bench;

import java.util.ArrayList;
import java.util.List;

/** Measurements of one thing and another, in turn, so that a drift of the machine meets both alike. */
final class Pairs {
    private static final int COUNT = 5;

    private final List<Double> ones = new ArrayList<>();
    private final List<Double> others = new ArrayList<>();

    /** One measurement. */
    interface Measurement {
        double take(String name, boolean other) throws InterruptedException;
    }

    /**
     * Takes five pairs, every second one in the other order, and prints each as it is there.
     *
     * @param one what is measured where {@link Measurement#take} is told false, in a word
     */
    static Pairs take(String format, String one, String other, Measurement measurement) throws InterruptedException {
        Pairs pairs = new Pairs();
        for (int i = 1; i <= COUNT; i++) {
            boolean otherFirst = i % 2 == 0;
            double first = measurement.take(i + "-" + (otherFirst ? other : one).replace(' ', '-'), otherFirst);
            double second = measurement.take(i + "-" + (otherFirst ? one : other).replace(' ', '-'), !otherFirst);
            pairs.ones.add(otherFirst ? second : first);
            pairs.others.add(otherFirst ? first : second);
            System.out.printf(
                    "  pair %d:  %s " + format + "   %s " + format + "%n",
                    i,
                    one,
                    pairs.ones.get(i - 1),
                    other,
                    pairs.others.get(i - 1));
        }
        return pairs;
    }

    /** The median of other/one over the pairs. */
    double medianRatio() {
        List<Double> ratios = new ArrayList<>();
        for (int i = 0; i < ones.size(); i++) {
            ratios.add(others.get(i) / ones.get(i));
        }
        return median(ratios);
    }

    /** What the median of the other has more than the median of the one. */
    double medianDifference() {
        return median(others) - median(ones);
    }

    private static double median(List<Double> values) {
        List<Double> sorted = values.stream().sorted().toList();
        return sorted.get(sorted.size() / 2);
    }
}
