package io.kafkalifeline.smoke.child;

import java.util.Map;
import org.apache.kafka.common.Metric;
import org.apache.kafka.common.MetricName;

/**
 * What one client of a child program has done and met: one line that a parent can read.
 *
 * @param delivered records acknowledged, or received by a consumer
 * @param failed failed sends, or exceptions out of {@code poll}
 * @param renewed successful re-authentications by the client's own metrics
 * @param notRenewed failed ones
 * @param closed connections that ended while the client lived
 * @param firstError class and message of the first failure, or {@code -}
 */
public record Summary(
        String client,
        String kind,
        long delivered,
        long failed,
        long renewed,
        long notRenewed,
        long closed,
        String firstError) {
    private static final String MARK = "summary ";

    static Summary of(
            String client,
            String kind,
            long delivered,
            long failed,
            Throwable firstError,
            Map<MetricName, ? extends Metric> metrics) {
        return new Summary(
                client,
                kind,
                delivered,
                failed,
                total(metrics, "successful-reauthentication-total"),
                total(metrics, "failed-reauthentication-total"),
                total(metrics, "connection-close-total"),
                firstError == null ? "-" : firstError.toString().replace('\n', ' '));
    }

    private static long total(Map<MetricName, ? extends Metric> metrics, String name) {
        return metrics.entrySet().stream()
                .filter(metric -> metric.getKey().name().equals(name))
                .filter(metric -> metric.getKey().tags().keySet().stream().allMatch("client-id"::equals))
                .map(metric -> metric.getValue().metricValue())
                .mapToLong(value -> Math.round((Double) value))
                .max()
                .orElse(-1);
    }

    String line() {
        return MARK
                + String.join(
                        "\t",
                        client,
                        kind,
                        "" + delivered,
                        "" + failed,
                        "" + renewed,
                        "" + notRenewed,
                        "" + closed,
                        firstError);
    }

    /** Whether that line of a child's output is one. */
    public static boolean isIn(String line) {
        return line.startsWith(MARK);
    }

    /** Reads {@link #line()} back. */
    public static Summary parse(String line) {
        String[] field = line.substring(MARK.length()).split("\t", 8);
        return new Summary(
                field[0],
                field[1],
                Long.parseLong(field[2]),
                Long.parseLong(field[3]),
                Long.parseLong(field[4]),
                Long.parseLong(field[5]),
                Long.parseLong(field[6]),
                field[7]);
    }
}
