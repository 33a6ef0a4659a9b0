package io.kafkalifeline.smoke.scenario.client;

import java.lang.management.ManagementFactory;
import java.util.Map;
import java.util.TreeMap;

/**
 * What the process holds in the end, after a collection and with its clients closed.
 *
 * @param heapKb used heap
 */
record Footprint(long heapKb, int threads) {
    static Footprint now() {
        System.gc();
        return new Footprint(
                ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed() / 1024,
                ManagementFactory.getThreadMXBean().getThreadCount());
    }

    /** The names of the threads that are left, without their numbers, and how many there are of each. */
    static String threadNames() {
        Map<String, Integer> names = new TreeMap<>();
        for (Thread thread : Thread.getAllStackTraces().keySet()) {
            names.merge(thread.getName().replaceAll("[0-9]+", "N"), 1, Integer::sum);
        }
        return names.toString();
    }

    void enter(Book book) {
        book.add("heap-kb", heapKb);
        book.add("threads", threads);
    }
}
