package io.kafkalifeline.log;

import java.util.Arrays;
import java.util.HashSet;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;

/** Tells what follows a colon apart: {@code no token: connect timed out} is no token. */
final class Clause {
    private static final int LONGEST = 200;
    private static final Pattern SPACE = Pattern.compile("\\s+");
    private static final Pattern END = Pattern.compile("[,;:.()\\[\\]{}<>]");

    /** By these one hears that something is wrong. Nobody's secret is two known words, one of them of these. */
    private static final Set<String> TROUBLE = new HashSet<>(Arrays.asList(
            ("refused timed timeout reset failed fails failure error denied exceeded expired unknown unable cannot could not no"
                            + " closed unreachable unavailable invalid incorrect unauthorized forbidden broken unsupported"
                            + " rejected missing wrong unexpected interrupted malformed short many")
                    .split(" ", -1)));

    /** {@code token: abc expired} says something of the token. */
    private static final Set<String> SAID_OF_A_VALUE = new HashSet<>(Arrays.asList(
            "is was are were has had expired invalid incorrect wrong missing revoked rejected refused denied failed unknown does did cannot must may"
                    .split(" ", -1)));

    private Clause() {}

    /** Whether the text begins with a sentence of known words about a trouble, or with the type of an exception. */
    static boolean isOfTrouble(String text) {
        String begin = text.substring(0, Math.min(LONGEST, text.length())).strip();
        String first = SPACE.split(begin, 2)[0];
        if (KnownShapes.type(first.endsWith(":") ? first.substring(0, first.length() - 1) : first) != null) {
            return true;
        }
        String clause = END.split(begin, 2)[0].strip();
        int words = 0;
        boolean trouble = false;
        for (String word : SPACE.split(clause, 0)) {
            if (word.isEmpty() || !Vocabulary.isWord(word)) {
                return false;
            }
            if (words == 1 && SAID_OF_A_VALUE.contains(word)) {
                return Phrases.isOne(clause);
            }
            words++;
            trouble |= TROUBLE.contains(word.toLowerCase(Locale.ROOT));
        }
        return trouble && words > 2;
    }

    /** Whether a colon or an equals sign comes next in the text. */
    static boolean isLinked(String text, int at) {
        return text.substring(at).stripLeading().matches("(?s)[:=].*");
    }

    /** Returns the word that comes next in the text, with nothing but spaces before it; empty where there is none. */
    static String firstWord(String text, int at) {
        int begin = at;
        while (begin < text.length() && !Character.isLetter(text.charAt(begin)) && begin - at < 3) {
            if (text.charAt(begin) != ' ') {
                return "";
            }
            begin++;
        }
        int end = begin;
        while (end < text.length() && (Character.isLetter(text.charAt(end)) || text.charAt(end) == '\'')) {
            end++;
        }
        return text.substring(Math.min(begin, end), end);
    }
}
