package io.kafkalifeline.log;

import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Lets of a text only pass what is plain language and what is known: words of the {@link Vocabulary}, types, constants,
 * hosts, numbers with their units. All else becomes {@code ***}: other words, digits among letters, symbols, what is in
 * quotes, values of keys, paths, and what is announced as a secret or a name ({@link Announcement}). One instance for one
 * text; linear in its length.
 */
final class PlainLanguage {
    private static final String MASK = SecretShapes.MASK;
    private static final String BRACKETS = "()[]{}<>,;|";
    private static final String AROUND = ".:!?…-–—=*";
    /** Masks side by side tell nothing, but for how many there were. */
    private static final Pattern MASKED = Pattern.compile("\\*{3}(?:[-=,:/.&]+\\*{3})+");

    private static final Pattern URL = Pattern.compile("([a-z][a-z0-9+]{1,12}://)([^/?#]*)(.*)");

    private final String text;
    private final StringBuilder out;
    private final Announcement announcement = new Announcement();
    private String word = "";
    private boolean announcedOutside;
    private int at;

    /** @param text one line */
    PlainLanguage(String text) {
        this.text = text;
        this.out = new StringBuilder(text.length());
    }

    /** Returns what may be seen. */
    String safe() {
        while (at < text.length()) {
            char c = text.charAt(at);
            if (Character.isWhitespace(c)) {
                out.append(c);
                at++;
            } else if (BRACKETS.indexOf(c) >= 0) {
                bracket(c);
            } else if (Quotes.isAt(text, at)) {
                quotation();
            } else {
                chunk();
            }
        }
        return MASKED.matcher(out).replaceAll(MASK);
    }

    private void bracket(char c) {
        out.append(c);
        at++;
        if (c == '(' || c == '[' || c == '{') {
            announcedOutside = announcement.isOn();
            announcement.linked();
        } else if (c == '>' || c == '|') {
            // password -> …, <password>…, password | …
            announcement.linked();
        } else if (c == ',') {
            announcement.comma();
        } else if (c != '<') {
            announcement.over();
            if (announcedOutside && Clause.isLinked(text, at)) {
                announcement.again();
            }
            announcedOutside = false;
        }
    }

    /** What is in quotes is somebody's value, but for what is known; a key of JSON is a word. */
    private void quotation() {
        int begin = text.charAt(at) == '\\' ? at + 2 : at + 1;
        char open = text.charAt(begin - 1);
        int end = Quotes.end(text, begin);
        int close = Math.min(text.length(), end + (end < text.length() && text.charAt(end) == '\\' ? 2 : 1));
        String inside = text.substring(begin, end);
        boolean key = close < text.length()
                && text.charAt(close) == ':'
                && inside.length() <= KnownShapes.MAX_LENGTH
                && KnownShapes.isCompound(inside);
        boolean shown = inside.isEmpty() || key || (!announcement.isOn() && Quotes.isKnown(inside));
        if (shown) {
            out.append(text, at, close);
            if (key) {
                announcement.over();
                announcement.mayShow(inside, true, "");
                word = inside.toLowerCase(Locale.ROOT);
            }
        } else {
            out.append(open).append(MASK).append(close > end ? text.charAt(close - 1) : open);
            announcement.over();
            word = "";
        }
        at = close;
    }

    /** A run of characters without space, bracket or quote. */
    private void chunk() {
        int end = at;
        while (end < text.length() && !endsChunk(end)) {
            end++;
        }
        int from = at;
        int to = end;
        while (from < to && AROUND.indexOf(text.charAt(from)) >= 0 && !isNegative(from, to)) {
            from++;
        }
        while (to > from && AROUND.indexOf(text.charAt(to - 1)) >= 0) {
            to--;
        }
        punctuation(text.substring(at, from));
        at = end;
        if (to > from) {
            token(text.substring(from, to));
        }
        punctuation(text.substring(to, end));
    }

    private boolean endsChunk(int index) {
        char c = text.charAt(index);
        if (Character.isWhitespace(c) || BRACKETS.indexOf(c) >= 0) {
            return true;
        }
        boolean within = index > at
                && Character.isLetterOrDigit(text.charAt(index - 1))
                && index + 1 < text.length()
                && Character.isLetterOrDigit(text.charAt(index + 1));
        // an apostrophe in a word, or a quote that begins in the middle of one
        return Quotes.isAt(text, index) && !(within && "'’".indexOf(c) >= 0);
    }

    private boolean isNegative(int from, int to) {
        return text.charAt(from) == '-' && from + 1 < to && Character.isDigit(text.charAt(from + 1));
    }

    private void punctuation(String marks) {
        out.append(marks.startsWith(MASK) && out.toString().endsWith(MASK) ? "" : marks);
        if (marks.indexOf('*') >= 0) {
            announcement.masked();
        }
        if (marks.equals(":") && announcement.isOn() && Clause.isOfTrouble(text.substring(at))) {
            announcement.over();
        } else if (marks.indexOf(':') >= 0 || marks.indexOf('=') >= 0) {
            announcement.linked();
        } else if (marks.matches("[.!?…]")) {
            announcement.over();
        }
    }

    private void token(String token) {
        int equals = token.indexOf('=');
        Matcher url = URL.matcher(token);
        if (url.matches()) {
            url(url);
        } else if (equals > 0) {
            plain(token.substring(0, equals));
            punctuation("=");
            value(token.substring(equals + 1));
        } else if (Announcement.isKeyed(token)) {
            int colon = token.indexOf(':');
            plain(token.substring(0, colon));
            punctuation(":");
            plain(token.substring(colon + 1));
        } else {
            plain(token);
        }
    }

    private void url(Matcher url) {
        String host = url.group(2);
        if (announcement.isOn() || host.length() > KnownShapes.MAX_LENGTH || !KnownShapes.isHost(host)) {
            mask();
        } else {
            out.append(url.group(1)).append(url.group(2)).append(url.group(3).length() > 1 ? "/" + MASK : url.group(3));
            word = "";
        }
    }

    /** Of the values of keys only what cannot be a secret is shown. */
    private void value(String value) {
        if (value.length() <= KnownShapes.MAX_LENGTH && isKnownValue(value)) {
            out.append(value);
            word = "";
        } else {
            mask();
        }
    }

    private boolean isKnownValue(String value) {
        return KnownShapes.isConstant(value)
                || (!announcement.isOn()
                        && (isNumber(value)
                                || KnownShapes.isQuantity(value)
                                || KnownShapes.isHost(value)
                                || value.matches("true|false|null|none")));
    }

    private void plain(String token) {
        if (token.length() > KnownShapes.MAX_LENGTH) {
            mask();
            return;
        }
        String type = KnownShapes.type(token);
        boolean number = Numbers.isOne(token);
        boolean known = type != null || (number ? isNumber(token) : isWordOrShape(token));
        String next = Clause.firstWord(text, at);
        if (announcement.mayShow(token, known, next)) {
            out.append(type == null ? token : type);
            word = token.toLowerCase(Locale.ROOT);
        } else {
            mask();
        }
    }

    private boolean isWordOrShape(String token) {
        return Vocabulary.isWord(token)
                || (KnownShapes.isCompound(token) && !KnownShapes.isMadeUpSecret(token))
                || KnownShapes.isQuantity(token)
                || KnownShapes.isHost(token)
                || (KnownShapes.isId(token) && isRequestId());
    }

    /** MSK puts the request's id in brackets before its words; AWS calls it by name. */
    private boolean isRequestId() {
        String before = out.toString();
        boolean bracketed = before.equals("[") && text.startsWith("]: ", at);
        return bracketed || before.matches("(?i).*request[ -]?id\\W{1,3}");
    }

    private boolean isNumber(String number) {
        return Numbers.isTold(number, word, Clause.firstWord(text, at), out);
    }

    private void mask() {
        int length = out.length();
        while (length > 0 && out.charAt(length - 1) == ' ') {
            length--;
        }
        if (length >= 3 && out.substring(length - 3, length).equals(MASK)) {
            out.setLength(length);
        } else {
            out.append(MASK);
        }
        word = "";
        announcement.masked();
    }
}
