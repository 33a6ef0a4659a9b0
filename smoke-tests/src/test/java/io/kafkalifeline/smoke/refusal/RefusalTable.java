package io.kafkalifeline.smoke.refusal;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collection;
import java.util.Map;
import java.util.TreeMap;

/** The table in the safety document. What is played replaces its own rows; all others stay as they were. */
final class RefusalTable {
    private static final String BEGIN = "<!-- refusals: made by RefusalsIT -->\n";
    private static final String END = "<!-- refusals: end -->\n";

    private final Path file;
    private final Map<String, String> rows = new TreeMap<>();

    private RefusalTable(Path file) {
        this.file = file;
    }

    static RefusalTable read(Path file) throws IOException {
        RefusalTable table = new RefusalTable(file);
        String text = Files.readString(file);
        String found = text.substring(text.indexOf(BEGIN) + BEGIN.length(), text.indexOf(END));
        found.lines().skip(2).forEach(row -> table.rows.put(situation(row), row + "\n"));
        return table;
    }

    void write(Collection<Cell> cells) throws IOException {
        for (Cell cell : cells) {
            rows.put(situation(cell.row()), cell.row());
        }
        String text = Files.readString(file);
        int begin = text.indexOf(BEGIN) + BEGIN.length();
        Files.writeString(
                file,
                text.substring(0, begin)
                        + Cell.head()
                        + String.join("", rows.values())
                        + text.substring(text.indexOf(END)));
    }

    /** The first columns, which say what was played; in the order of the rows, stock before the agent. */
    private static String situation(String row) {
        String[] columns = row.split("\\|", -1);
        String who = columns[5].trim().equals("stock") ? "0" : "1";
        return String.join("|", columns[1], columns[2], columns[3], columns[4], who);
    }
}
