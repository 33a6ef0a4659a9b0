package io.kafkalifeline.log;

import java.util.Arrays;
import java.util.HashSet;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;

/** Which numbers may be seen: small ones, and those of which the words around tell what they count or name. */
final class Numbers {
    private static final int SMALL = 3;
    private static final Pattern INTEGER = Pattern.compile("-?\\d{1,10}");

    /** The number after one of these is what it says. */
    private static final Set<String> NUMBERED =
            set("port node nodes id size version epoch offset partition attempt limit max maximum"
                    + " minimum than length line column index timeout generation rfc exp iat nbf expires_in ttl"
                    + " utc gmt cet cest est edt pst pdt");

    /** The number before one of these is what it says. */
    private static final Set<String> UNITS = set(
            "ms millis milliseconds s sec seconds second minutes minute hours hour days"
                    + " bytes byte kb mb gb records requests connections times attempts nodes nanoseconds ns partitions messages");

    private Numbers() {}

    /** Whether this is a number at all, and not too long for one. */
    static boolean isOne(String text) {
        return INTEGER.matcher(text).matches();
    }

    /**
     * Whether it may be seen.
     *
     * @param before the word before it, in lower case; empty where there is none
     * @param next the word after it; empty where there is none
     * @param out all that is before it
     */
    static boolean isTold(String number, String before, String next, CharSequence out) {
        if (!isOne(number)) {
            return false;
        }
        return number.length() <= SMALL
                || NUMBERED.contains(before)
                || (before.endsWith("id") && KnownShapes.isCompound(before))
                || UNITS.contains(next.toLowerCase(Locale.ROOT))
                || (KnownShapes.isPort(number) && out.toString().endsWith("]:"))
                || (number.matches("20\\d\\d") && before.matches("\\d\\d?|[a-z]{3}"));
    }

    private static Set<String> set(String words) {
        return new HashSet<>(Arrays.asList(words.split(" ", -1)));
    }
}
