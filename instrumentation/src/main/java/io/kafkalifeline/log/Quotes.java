package io.kafkalifeline.log;

/** Where quotations begin and end, and what may be seen of them. */
final class Quotes {
    private static final String ALL = "\"'`“”„‘’«»";

    private Quotes() {}

    static boolean isQuote(char c) {
        return ALL.indexOf(c) >= 0;
    }

    /** Whether a quotation begins here, with a backslash before the quote or without. */
    static boolean isAt(String text, int at) {
        char c = text.charAt(at);
        return isQuote(c) || (c == '\\' && at + 1 < text.length() && isQuote(text.charAt(at + 1)));
    }

    /** Returns the index of the closing quote, or of the backslash before it; the text's length where there is none. */
    static int end(String text, int begin) {
        char open = text.charAt(begin - 1);
        int level = "“„".indexOf(open) >= 0 ? '”' : open == '‘' ? '’' : open == '«' ? '»' : open;
        boolean escaped = begin > 1 && text.charAt(begin - 2) == '\\';
        for (int i = begin; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c == '\\' && !escaped) {
                i++;
            } else if (c == '\\' && i + 1 < text.length() && text.charAt(i + 1) == level) {
                return i;
            } else if (c == level && (i + 1 == text.length() || !Character.isLetterOrDigit(text.charAt(i + 1)))) {
                return i;
            }
        }
        return text.length();
    }

    /** Whether this may be seen in quotes: not a word, which may be anything there, but what can only be one thing. */
    static boolean isKnown(String inside) {
        return inside.length() <= KnownShapes.MAX_LENGTH && isKnownShape(inside);
    }

    private static boolean isKnownShape(String inside) {
        return KnownShapes.isConstant(inside)
                || KnownShapes.isHost(inside)
                || KnownShapes.type(inside) != null
                || (inside.matches("[a-zA-Z]+(?:[._][a-zA-Z]+)+") && KnownShapes.isCompound(inside))
                || inside.matches("\\d{1,3}")
                || Phrases.isOne(inside);
    }
}
