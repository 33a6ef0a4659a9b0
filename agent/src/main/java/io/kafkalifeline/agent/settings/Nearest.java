package io.kafkalifeline.agent.settings;

import java.util.List;
import java.util.Locale;

/** Guesses which valid word a mistaken one was meant to be. */
final class Nearest {
    private Nearest() {}

    /** Returns the candidate with the least edit distance, whatever the case; null where none is similar. */
    static String of(String text, List<String> candidates) {
        String nearest = null;
        int least = Integer.MAX_VALUE;
        for (String candidate : candidates) {
            int distance = distance(text.toLowerCase(Locale.ROOT), candidate.toLowerCase(Locale.ROOT));
            // Where more than half of the characters differ it is another word.
            if (distance < least && 2 * distance <= Math.max(text.length(), candidate.length())) {
                least = distance;
                nearest = candidate;
            }
        }
        return nearest;
    }

    /** Levenshtein's distance: how many characters have to be put in, left out or replaced. */
    private static int distance(String from, String to) {
        int[] row = new int[to.length() + 1];
        for (int j = 0; j < row.length; j++) {
            row[j] = j;
        }
        for (int i = 1; i <= from.length(); i++) {
            int diagonal = row[0];
            row[0] = i;
            for (int j = 1; j < row.length; j++) {
                int replaced = diagonal + (from.charAt(i - 1) == to.charAt(j - 1) ? 0 : 1);
                diagonal = row[j];
                row[j] = Math.min(replaced, 1 + Math.min(row[j], row[j - 1]));
            }
        }
        return row[to.length()];
    }
}
