package io.kafkalifeline.smoke.refusal;

import java.util.List;

/**
 * What became of all clients of one kind.
 *
 * @param dead how many had done nothing for {@link RefusalRun#SILENT_MS} when they were stopped
 * @param told how many had heard of the refusal
 * @param slowestMs the longest time from good credentials to the first work, of those that came back; 0 for none
 * @param again records that were read more than once
 * @param unclosed how many {@code close} calls had not returned after 20 s
 */
record Cell(
        String release,
        boolean agent,
        Refusal refusal,
        String kind,
        int runs,
        int dead,
        int told,
        long slowestMs,
        long again,
        int unclosed) {

    static Cell of(String release, boolean agent, Refusal refusal, String kind, List<String> lines) {
        int dead = 0;
        int told = 0;
        long slowest = 0;
        long again = 0;
        int unclosed = 0;
        for (String line : lines) {
            String[] words = line.split(" ", -1);
            long recovered = Long.parseLong(words[3]);
            dead += recovered < 0 || Long.parseLong(words[4]) > RefusalRun.SILENT_MS ? 1 : 0;
            told += Long.parseLong(words[2]) > 0 ? 1 : 0;
            slowest = Math.max(slowest, recovered);
            again += Long.parseLong(words[5]);
            unclosed += Boolean.parseBoolean(words[6]) ? 0 : 1;
        }
        return new Cell(release, agent, refusal, kind, lines.size(), dead, told, slowest, again, unclosed);
    }

    static String head() {
        return """
                | client | refusal | for | kafka-clients | | runs | dead | told | slowest recovery | read again |
                | --- | --- | --- | --- | --- | --- | --- | --- | --- | --- |
                """;
    }

    String row() {
        return "| " + kind + " | " + refusal.words() + " | " + refusal.lastsMs() / 1_000 + " s | " + release + " | "
                + (agent ? "agent" : "stock") + " | " + runs + " | " + (dead > 0 ? "**" + dead + "**" : "0") + " | "
                + told + " | " + (dead == runs ? "never" : String.format("%.1f s", slowestMs / 1e3)) + " | "
                + again + " |\n";
    }
}
