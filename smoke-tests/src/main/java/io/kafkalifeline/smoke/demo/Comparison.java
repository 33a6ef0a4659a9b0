package io.kafkalifeline.smoke.demo;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.ToLongFunction;

/** The runs side by side. */
final class Comparison {
    private Comparison() {}

    static List<String> lines(List<Run> runs) {
        List<String> lines = new ArrayList<>();
        lines.add("");
        StringBuilder titles = new StringBuilder(String.format("  %-28s", ""));
        runs.forEach(run -> titles.append(String.format(" %14s", run.agent().title())));
        lines.add(titles.toString());
        lines.add(row("records to send", runs, run -> run.perf().requested()));
        lines.add(row("records delivered", runs, run -> run.perf().delivered()));
        lines.add(row("failed sends", runs, run -> run.perf().failed()));
        lines.add(row("ILLEGAL_SASL_STATE errors", runs, Run::illegalSaslStates));
        lines.add(row("renewed sessions", runs, run -> run.perf().reauthentications()));
        lines.add(row("failed re-authentications", runs, run -> run.perf().failedReauthentications()));
        lines.add(row("reconnects", runs, run -> run.perf().closedConnections()));
        lines.add(row("latency p50 (ms)", runs, run -> run.perf().p50Ms()));
        lines.add(row("latency p99 (ms)", runs, run -> run.perf().p99Ms()));
        lines.add(row("latency max (ms)", runs, run -> run.perf().maxMs()));
        lines.add("");
        return lines;
    }

    private static String row(String label, List<Run> runs, ToLongFunction<Run> value) {
        StringBuilder row = new StringBuilder(String.format("  %-28s", label));
        runs.forEach(run -> row.append(String.format(Locale.ROOT, " %,14d", value.applyAsLong(run))));
        return row.toString();
    }
}
