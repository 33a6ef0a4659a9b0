package io.kafkalifeline.smoke.demo;

import io.kafkalifeline.smoke.otlp.OtlpReceiver;
import io.kafkalifeline.smoke.otlp.OtlpSpan;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Predicate;

/** What the collector received: one initialisation of a broker and one re-authentication. */
final class Trace {
    private static final Duration EXPORT = Duration.ofSeconds(15);
    private static final List<String> SETUP_PHASES = List.of(
            "DNS lookup ",
            "socket connect ",
            "SASL api_versions",
            "SASL handshake ",
            "SASL authenticate ",
            "Kafka api_versions");
    private static final List<String> REAUTHENTICATION_PHASES = List.of("SASL handshake ", "SASL authenticate ");

    private Trace() {}

    /** Prints both; returns what is missing. */
    static List<String> show(OtlpReceiver collector, Consumer<String> out) throws InterruptedException {
        List<String> missing = new ArrayList<>();
        out.accept("What the collector received of one broker's initialisation:");
        show(collector, Trace::ready, SETUP_PHASES, missing, out);
        out.accept("... and of one re-authentication:");
        show(collector, Trace::renewed, REAUTHENTICATION_PHASES, missing, out);
        return missing;
    }

    private static boolean ready(OtlpSpan span) {
        return span.name().startsWith("Kafka connection_setup ")
                && "ready".equals(span.attributes().get("kafka.connection.outcome"));
    }

    private static boolean renewed(OtlpSpan span) {
        return span.name().startsWith("Kafka reauthentication ")
                && "renewed".equals(span.attributes().get("kafka.reauthentication.outcome"));
    }

    private static void show(
            OtlpReceiver collector,
            Predicate<OtlpSpan> wanted,
            List<String> phases,
            List<String> missing,
            Consumer<String> out)
            throws InterruptedException {
        OtlpSpan root;
        try {
            List<OtlpSpan> all = collector.await(wanted, 1, EXPORT);
            // The last: by then the client has loaded its classes, and the time is the broker's.
            root = all.get(all.size() - 1);
        } catch (AssertionError e) {
            missing.add("the collector has no such span: " + e.getMessage());
            return;
        }
        List<OtlpSpan> children =
                collector.spans().stream().filter(span -> span.isChildOf(root)).toList();
        Waterfall.lines(root, children).forEach(out);
        out.accept("");
        for (String phase : phases) {
            if (children.stream().noneMatch(span -> span.name().startsWith(phase))) {
                missing.add("no span \"" + phase.trim() + "\" in \"" + root.name() + "\"");
            }
        }
    }
}
