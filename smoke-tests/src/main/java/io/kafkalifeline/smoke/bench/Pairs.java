package io.kafkalifeline.smoke.bench;

import java.util.ArrayList;
import java.util.List;

/** Measurements without and with the agent, in turn, so that a drift of the machine meets both alike. */
final class Pairs {
    private static final int COUNT = 5;

    private final List<Double> without = new ArrayList<>();
    private final List<Double> with = new ArrayList<>();

    /** One measurement. */
    interface Measurement {
        double take(String name, boolean attached) throws InterruptedException;
    }

    /** Takes five pairs, every second one in the other order, and prints each as it is there. */
    static Pairs take(String format, Measurement measurement) throws InterruptedException {
        Pairs pairs = new Pairs();
        for (int i = 1; i <= COUNT; i++) {
            boolean attachedFirst = i % 2 == 0;
            double first = measurement.take(i + (attachedFirst ? "-with" : "-without"), attachedFirst);
            double second = measurement.take(i + (attachedFirst ? "-without" : "-with"), !attachedFirst);
            pairs.without.add(attachedFirst ? second : first);
            pairs.with.add(attachedFirst ? first : second);
            System.out.printf(
                    "  pair %d:  without " + format + "   with " + format + "%n",
                    i,
                    pairs.without.get(i - 1),
                    pairs.with.get(i - 1));
        }
        return pairs;
    }

    /** The median of with/without over the pairs. */
    double medianRatio() {
        List<Double> ratios = new ArrayList<>();
        for (int i = 0; i < with.size(); i++) {
            ratios.add(with.get(i) / without.get(i));
        }
        return median(ratios);
    }

    /** What the median with the agent has more than the median without. */
    double medianDifference() {
        return median(with) - median(without);
    }

    private static double median(List<Double> values) {
        List<Double> sorted = values.stream().sorted().toList();
        return sorted.get(sorted.size() / 2);
    }
}
