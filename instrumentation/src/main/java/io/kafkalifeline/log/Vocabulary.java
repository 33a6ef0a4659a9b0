package io.kafkalifeline.log;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HashSet;
import java.util.Locale;
import java.util.Set;

/**
 * The words in which Kafka, the JDK's TLS, Kerberos and sockets, AWS's and Strimzi's libraries say what went wrong, and the
 * commonest words of English. Names of people and words that people take for passwords are left out; some of these stand
 * behind the line {@code -} of the resource: they are known as part of a compound only.
 *
 * <p>Where the resource cannot be read no word is known, and everything is masked.
 */
final class Vocabulary {
    private static final String RESOURCE = "vocabulary.txt";

    private static volatile String text;

    private Vocabulary() {}

    /** Reads the words into memory; they are made a set when something has failed for the first time. */
    static void read() {
        try (InputStream in = Vocabulary.class.getResourceAsStream(RESOURCE)) {
            text = in == null ? "" : new String(in.readAllBytes(), StandardCharsets.US_ASCII);
        } catch (IOException | RuntimeException e) {
            text = "";
        }
    }

    /** Whether this is a word: in lower case, with a capital, or all in capitals. */
    static boolean isWord(String word) {
        return isCased(word) && Sets.WORDS.contains(word.toLowerCase(Locale.ROOT));
    }

    /** Whether each hump of a name in camel case, {@code SslHandshake} or {@code AdminClient}, is known; or a word is. */
    static boolean isName(String name) {
        int begin = 0;
        int longest = 0;
        for (int end = 1; end <= name.length(); end++) {
            if (end == name.length() || isHump(name, end)) {
                String part = name.substring(begin, end).toLowerCase(Locale.ROOT);
                if (!Sets.WORDS.contains(part) && !Sets.PARTS.contains(part)) {
                    return false;
                }
                longest = Math.max(longest, end - begin);
                begin = end;
            }
        }
        return longest > 1;
    }

    private static boolean isHump(String name, int at) {
        if (!Character.isUpperCase(name.charAt(at))) {
            return false;
        }
        boolean endsAcronym = at + 1 < name.length() && Character.isLowerCase(name.charAt(at + 1));
        return endsAcronym || !Character.isUpperCase(name.charAt(at - 1));
    }

    private static boolean isCased(String word) {
        String rest = word.substring(1);
        return rest.equals(rest.toLowerCase(Locale.ROOT)) || word.equals(word.toUpperCase(Locale.ROOT));
    }

    /** Made when they are first needed. */
    private static final class Sets {
        static final Set<String> WORDS;
        static final Set<String> PARTS;

        static {
            if (text == null) {
                read();
            }
            int line = text.indexOf("\n-\n");
            WORDS = words(line < 0 ? text : text.substring(0, line));
            PARTS = words(line < 0 ? "" : text.substring(line + 3));
        }

        private static Set<String> words(String flow) {
            return new HashSet<>(Arrays.asList(flow.trim().split("\\s+")));
        }
    }
}
