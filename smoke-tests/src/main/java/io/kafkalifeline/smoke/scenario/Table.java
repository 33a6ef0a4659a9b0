package io.kafkalifeline.smoke.scenario;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/** The rows of all runs, as text for people and as tab-separated values. */
final class Table {
    private static final List<String> CLIENT_COLUMNS = List.of(
            "sent", "acked", "failed", "lost", "in-log", "dup", "order", "never", "again", "rebal", "exc", "silent",
            "gap", "reauth", "reauth-", "auth", "auth-", "conn", "heap-kb", "threads");

    private Table() {}

    static String header() {
        StringBuilder line = new StringBuilder(String.format("%-18s %-5s %-13s", "scenario", "agent", "client"));
        CLIENT_COLUMNS.forEach(column -> line.append(String.format(" %7s", column)));
        return line.toString();
    }

    static String text(Row row) {
        StringBuilder line = new StringBuilder(
                String.format("%-18s %-5s %-13s", row.scenario(), row.agent() ? "yes" : "no", row.who()));
        if (row.who().equals("brokers") || row.who().equals("process")) {
            row.numbers()
                    .forEach((name, value) ->
                            line.append(' ').append(name).append('=').append(value));
        } else {
            CLIENT_COLUMNS.forEach(column ->
                    line.append(String.format(" %7s", row.numbers().containsKey(column) ? row.number(column) : "-")));
        }
        if (!row.remarks().isEmpty()) {
            line.append("  ").append(row.remarks());
        }
        if (row.number("exc") > 0) {
            line.append("  first after ").append(row.number("first-exc-ms")).append(" ms");
        }
        if (!row.complaints().isEmpty()) {
            line.append("  NOT MET: ").append(String.join(", ", row.complaints()));
        }
        return line.toString();
    }

    static void write(Path file, List<Row> rows) {
        Set<String> columns = new LinkedHashSet<>();
        rows.forEach(row -> columns.addAll(row.numbers().keySet()));
        List<String> lines = new ArrayList<>();
        lines.add("scenario\tagent\tclient\t" + String.join("\t", columns) + "\texceptions\tnot-met");
        for (Row row : rows) {
            lines.add(row.scenario() + "\t" + row.agent() + "\t" + row.who() + "\t"
                    + columns.stream()
                            .map(column -> row.numbers().containsKey(column) ? Long.toString(row.number(column)) : "")
                            .collect(Collectors.joining("\t"))
                    + "\t" + (row.remarks().isEmpty() ? "" : row.remarks())
                    + "\t" + String.join(", ", row.complaints()));
        }
        try {
            Files.write(file, lines);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
