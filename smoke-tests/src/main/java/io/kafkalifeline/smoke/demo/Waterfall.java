package io.kafkalifeline.smoke.demo;

import io.kafkalifeline.smoke.otlp.OtlpSpan;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;

/** A span and its children as text: a bar each, from its start to its end on the scale of the whole. */
final class Waterfall {
    private static final int WIDTH = 40;

    private Waterfall() {}

    static List<String> lines(OtlpSpan root, List<OtlpSpan> children) {
        List<String> lines = new ArrayList<>();
        lines.add(line("", root, root));
        children.stream()
                .sorted(Comparator.comparingLong(OtlpSpan::startNanos))
                .map(child -> line("  ", child, root))
                .forEach(lines::add);
        return lines;
    }

    private static String line(String indent, OtlpSpan span, OtlpSpan root) {
        return String.format(
                Locale.ROOT,
                "  %-46s %9.2f ms |%-" + WIDTH + "s|%s",
                indent + span.name(),
                span.durationNanos() / 1e6,
                bar(span, root),
                span.statusCode().equals("ERROR") ? " " + span.attributes().get("error.type") : "");
    }

    /** At least one character wide, so that short phases stay visible. */
    private static String bar(OtlpSpan span, OtlpSpan root) {
        int from = column(span.startNanos(), root);
        int to = column(span.endNanos(), root);
        from = Math.min(from, WIDTH - 1);
        return " ".repeat(from) + "=".repeat(Math.max(1, to - from));
    }

    private static int column(long nanos, OtlpSpan root) {
        if (root.durationNanos() <= 0) {
            return 0;
        }
        double share = (double) (nanos - root.startNanos()) / root.durationNanos();
        return (int) Math.round(Math.max(0, Math.min(1, share)) * WIDTH);
    }
}
