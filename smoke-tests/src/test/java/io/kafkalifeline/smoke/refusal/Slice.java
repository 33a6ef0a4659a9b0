package io.kafkalifeline.smoke.refusal;

import java.util.List;

/**
 * The part of the table that is played: {@code all}, or words of which each names a value of a column, such as
 * {@code 4.1.2,share,classic,agent,broker-refuses-20}. A column of which no value is named is played whole.
 */
final class Slice {
    private static final String AGENT = "agent";
    private static final String STOCK = "stock";

    private final List<String> words;

    private Slice(List<String> words) {
        this.words = words;
    }

    static Slice of(String words) {
        return new Slice(words.equals("all") ? List.of() : List.of(words.split(",", -1)));
    }

    List<String> releases(List<String> all) {
        return all.stream().anyMatch(words::contains)
                ? all.stream().filter(words::contains).toList()
                : all;
    }

    /** Whether clients of that kind are played. */
    boolean has(String kind) {
        return words.contains(kind) || RefusalRun.ALL_KINDS.stream().noneMatch(words::contains);
    }

    boolean has(Refusal refusal, boolean agent) {
        boolean anyAgent = !words.contains(AGENT) && !words.contains(STOCK);
        boolean anyRefusal = words.stream().noneMatch(word -> word.matches(".*-\\d+"));
        return (anyAgent || words.contains(agent ? AGENT : STOCK)) && (anyRefusal || words.contains(word(refusal)));
    }

    private static String word(Refusal refusal) {
        return refusal.words().replace(' ', '-') + "-" + refusal.lastsMs() / 1_000;
    }
}
