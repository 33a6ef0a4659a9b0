package io.kafkalifeline.smoke;

import static org.assertj.core.api.Assertions.assertThat;

import io.kafkalifeline.smoke.otlp.OtlpSpan;
import java.util.Comparator;
import java.util.List;

/** One initialisation as it was exported: its span and those of its phases, in the order of their start. */
record SetupTrace(OtlpSpan setup, List<OtlpSpan> phases) {
    /** Every initialisation of that client, in the order of their start. */
    static List<SetupTrace> of(List<OtlpSpan> spans, String clientId) {
        return roots(spans, clientId, "Kafka connection_setup ");
    }

    /** Every re-authentication of that client. */
    static List<SetupTrace> reauthentications(List<OtlpSpan> spans, String clientId) {
        return roots(spans, clientId, "Kafka reauthentication ");
    }

    private static List<SetupTrace> roots(List<OtlpSpan> spans, String clientId, String prefix) {
        return spans.stream()
                .filter(span -> span.name().startsWith(prefix))
                .filter(span -> clientId.equals(span.attributes().get("messaging.client.id")))
                .sorted(Comparator.comparingLong(OtlpSpan::startNanos))
                .map(root -> new SetupTrace(root, childrenOf(root, spans)))
                .toList();
    }

    private static List<OtlpSpan> childrenOf(OtlpSpan root, List<OtlpSpan> spans) {
        return spans.stream()
                .filter(span -> span.isChildOf(root))
                .sorted(Comparator.comparingLong(OtlpSpan::startNanos))
                .toList();
    }

    String outcome() {
        return (String) setup.attributes().get("kafka.connection.outcome");
    }

    boolean ready() {
        return "ready".equals(outcome());
    }

    /** Whether nobody cut it short: an application that is told of a failure closes the client, perhaps in its next attempt. */
    boolean endedByItself() {
        return !"client_disconnected".equals(setup.attributes().get("error.type"));
    }

    /** Of a re-authentication: it went well. */
    boolean renewed() {
        return "renewed".equals(setup.attributes().get("kafka.reauthentication.outcome"));
    }

    long attempt() {
        return (Long) setup.attributes().get("kafka.connection.attempt");
    }

    /** Host and port of the broker, as the client knows it. */
    String server() {
        return setup.attributes().get("server.address") + ":"
                + setup.attributes().get("server.port");
    }

    List<String> phaseNames() {
        return phases.stream().map(OtlpSpan::name).toList();
    }

    /** The phases that failed. */
    List<OtlpSpan> failedPhases() {
        return phases.stream()
                .filter(phase -> phase.statusCode().equals("ERROR"))
                .toList();
    }

    /** Which part of the whole is in no phase, or in two. */
    double gapShare() {
        long end = setup.startNanos();
        long gaps = 0;
        for (OtlpSpan phase : phases) {
            gaps += Math.abs(phase.startNanos() - end);
            end = phase.endNanos();
        }
        gaps += Math.abs(setup.endNanos() - end);
        return (double) gaps / setup.durationNanos();
    }

    static void haveNoGaps(List<SetupTrace> traces) {
        assertThat(traces)
                .isNotEmpty()
                .allSatisfy(trace -> assertThat(trace.gapShare()).isLessThan(0.05));
    }

    /** Each attempt must be one more than the failures in a row that its broker has behind it when it begins. */
    static void countFailures(List<SetupTrace> traces) {
        assertThat(traces)
                .isNotEmpty()
                .allSatisfy(trace -> assertThat(trace.attempt()).isEqualTo(1 + failuresBefore(trace, traces)));
    }

    private static long failuresBefore(SetupTrace trace, List<SetupTrace> all) {
        List<SetupTrace> before = all.stream()
                .filter(other -> other.server().equals(trace.server()))
                .filter(other -> other.setup.endNanos() <= trace.setup.startNanos())
                .toList();
        long lastReady = before.stream()
                .filter(SetupTrace::ready)
                .mapToLong(other -> other.setup.endNanos())
                .max()
                .orElse(0);
        return before.stream()
                .filter(other -> !other.ready() && other.setup.endNanos() > lastReady)
                .count();
    }
}
