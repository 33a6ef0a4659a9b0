package io.kafkalifeline.smoke.perf;

import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What ProducerPerformance printed at its end.
 *
 * @param requested how many records it was told to send
 * @param delivered how many were acknowledged; it counts no others
 * @param exceptions the exceptions of failed sends that it printed
 * @param recordsPerSecond over the whole run, or after its warm-up if it had one
 * @param reauthentications by the client's own metrics, as the next two
 * @param closedConnections connections that ended before the producer was closed, so each one a reconnect
 */
public record PerfResult(
        long requested,
        long delivered,
        long exceptions,
        double recordsPerSecond,
        long p50Ms,
        long p99Ms,
        long maxMs,
        long reauthentications,
        long failedReauthentications,
        long closedConnections) {

    private static final Pattern TOTAL = Pattern.compile("(\\d+) records sent, ([\\d.]+) records/sec .*?, "
            + "[\\d.]+ ms avg latency, ([\\d.]+) ms max latency, (\\d+) ms 50th, \\d+ ms 95th, (\\d+) ms 99th, .*");
    private static final Pattern AFTER_WARM_UP =
            Pattern.compile("\\d+ steady state records sent, ([\\d.]+) records/sec .*");
    private static final Pattern EXCEPTION = Pattern.compile("[\\w.$]+(Exception|Error)(: .*)?");

    /** Reads the whole output of a run that was given {@code --print-metrics}. */
    static PerfResult parse(long requested, List<String> output) {
        Matcher total = output.stream()
                .map(TOTAL::matcher)
                .filter(Matcher::matches)
                .findFirst()
                .orElseThrow(() -> new IllegalStateException("no summary in the output of ProducerPerformance:\n  "
                        + String.join("\n  ", output.subList(Math.max(0, output.size() - 30), output.size()))));
        return new PerfResult(
                requested,
                Long.parseLong(total.group(1)),
                output.stream()
                        .filter(line -> EXCEPTION.matcher(line).matches())
                        .count(),
                recordsPerSecond(output, total),
                Long.parseLong(total.group(4)),
                Long.parseLong(total.group(5)),
                Math.round(Double.parseDouble(total.group(3))),
                metric(output, "successful-reauthentication-total"),
                metric(output, "failed-reauthentication-total"),
                metric(output, "connection-close-total"));
    }

    private static double recordsPerSecond(List<String> output, Matcher total) {
        return Double.parseDouble(output.stream()
                .map(AFTER_WARM_UP::matcher)
                .filter(Matcher::matches)
                .map(steady -> steady.group(1))
                .findFirst()
                .orElse(total.group(2)));
    }

    public long failed() {
        return requested - delivered;
    }

    /** A line such as {@code producer-metrics:connection-close-total:{client-id=x} : 3.000}. */
    private static long metric(List<String> output, String name) {
        return output.stream()
                .filter(line -> line.startsWith("producer-metrics:" + name + ":"))
                .map(line -> line.substring(line.lastIndexOf(':') + 1).trim())
                .map(Double::parseDouble)
                .mapToLong(Math::round)
                .findFirst()
                .orElseThrow(() -> new IllegalStateException("ProducerPerformance printed no metric " + name));
    }
}
