package io.kafkalifeline.log;

/**
 * Makes one line of a text that somebody else has written: names of hosts that a broker tells, names that an application
 * gives its clients, messages of exceptions. Without that, one of them could write lines in our name, colour a terminal, or
 * turn the direction of writing. Pure.
 */
public final class OneLine {
    private OneLine() {}

    /** Returns the text with a space for each control character, and without what cannot be seen. */
    public static String of(String text) {
        for (int i = 0; i < text.length(); i++) {
            if (isControl(text.charAt(i)) || isUnseen(text.charAt(i))) {
                return cleaned(text);
            }
        }
        return text;
    }

    private static String cleaned(String text) {
        StringBuilder line = new StringBuilder(text.length());
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (isControl(c)) {
                line.append(' ');
            } else if (!isUnseen(c)) {
                line.append(c);
            }
        }
        return line.toString();
    }

    private static boolean isControl(char c) {
        return Character.isISOControl(c) || c == '\u2028' || c == '\u2029';
    }

    /** Spaces of no width, marks of direction, soft hyphens. */
    private static boolean isUnseen(char c) {
        return c > '~' && Character.getType(c) == Character.FORMAT;
    }
}
