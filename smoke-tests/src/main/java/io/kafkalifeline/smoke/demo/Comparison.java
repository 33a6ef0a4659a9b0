package io.kafkalifeline.smoke.demo;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** The two runs side by side. */
final class Comparison {
    private Comparison() {}

    static List<String> lines(Run without, Run with) {
        List<String> lines = new ArrayList<>();
        lines.add("");
        lines.add(String.format("  %-28s %14s %14s", "", "without agent", "with agent"));
        lines.add(row("records to send", without.perf().requested(), with.perf().requested()));
        lines.add(
                row("records delivered", without.perf().delivered(), with.perf().delivered()));
        lines.add(row("failed sends", without.perf().failed(), with.perf().failed()));
        lines.add(row("ILLEGAL_SASL_STATE errors", without.illegalSaslStates(), with.illegalSaslStates()));
        lines.add(row(
                "renewed sessions",
                without.perf().reauthentications(),
                with.perf().reauthentications()));
        lines.add(row(
                "failed re-authentications",
                without.perf().failedReauthentications(),
                with.perf().failedReauthentications()));
        lines.add(row(
                "reconnects", without.perf().closedConnections(), with.perf().closedConnections()));
        lines.add(row("latency p50 (ms)", without.perf().p50Ms(), with.perf().p50Ms()));
        lines.add(row("latency p99 (ms)", without.perf().p99Ms(), with.perf().p99Ms()));
        lines.add(row("latency max (ms)", without.perf().maxMs(), with.perf().maxMs()));
        lines.add("");
        return lines;
    }

    private static String row(String label, long without, long with) {
        return String.format(Locale.ROOT, "  %-28s %,14d %,14d", label, without, with);
    }
}
