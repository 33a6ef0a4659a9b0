package io.kafkalifeline.hooktests.waiting;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.EnumMap;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/** Waits in all situations at the same time, and prints how often each client asked the operating system meanwhile. */
final class WaitingApplication {
    /** What its lines begin with. */
    static final String SELECTS = "selects";

    private static final int WATCHED_S = 6;
    private static final int STEPS_PER_SECOND = 20;

    private WaitingApplication() {}

    public static void main(String[] none) throws Exception {
        Map<Situation, Counted> all = new EnumMap<>(Situation.class);
        for (Situation situation : Situation.values()) {
            all.put(situation, new Counted(situation.begin()));
        }
        long begun = System.nanoTime();
        while (System.nanoTime() - begun < TimeUnit.SECONDS.toNanos(WATCHED_S)) {
            all.values().forEach(Counted::count);
            LockSupport.parkNanos(TimeUnit.SECONDS.toNanos(1) / STEPS_PER_SECOND);
        }
        all.forEach((situation, counted) -> System.out.println(
                SELECTS + " " + situation + " " + counted.perSecond() + " " + counted.mostInASecond));
        Runtime.getRuntime().halt(0);
    }

    /** Counts by the clock, over each second: a pause of the machine makes no second busier than it was. */
    private static final class Counted {
        private final Situation.Waiting waiting;
        private final Deque<double[]> lastSecond = new ArrayDeque<>();
        private double[] first;
        private double[] last;
        private long mostInASecond;

        Counted(Situation.Waiting waiting) {
            this.waiting = waiting;
        }

        void count() {
            last = new double[] {System.nanoTime() / 1e9, waiting.selects()};
            first = first == null ? last : first;
            lastSecond.add(last);
            while (last[0] - lastSecond.peek()[0] > 1) {
                lastSecond.remove();
            }
            mostInASecond =
                    Math.max(mostInASecond, Math.round(last[1] - lastSecond.peek()[1]));
        }

        long perSecond() {
            return Math.round((last[1] - first[1]) / (last[0] - first[0]));
        }
    }
}
