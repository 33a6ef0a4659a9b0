package io.kafkalifeline.agent.settings;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** The kinds of values that settings take. */
enum Value {
    /** On or off. */
    SWITCH("true or false", "true", "false"),
    /** A time, such as {@code 500ms}. */
    DURATION("a time such as 500ms, 60s, 5m or 1h", null, null),
    /** A time, or none: it is for the agent to choose. */
    DURATION_OR_AUTO("auto, or a time such as 500ms, 60s, 5m or 1h", null, null),
    /** Whether a current span becomes the parent; else it is linked. */
    LINK_OR_PARENT("link or parent", "parent", "link"),
    /** Whether events are written: true for JSON. */
    NONE_OR_JSON("none or json", "json", "none"),
    /** How much of foreign texts is shown: true for all. */
    SAFE_OR_FULL("safe or full", "full", "safe"),
    /** A file, empty for none. */
    PATH("a path", null, null),
    /** Texts between commas. */
    TEXTS("texts, separated by commas", null, null);

    /** In place of a time. */
    static final String AUTO = "auto";

    private static final List<String> LIKE_TRUE = List.of("on", "yes", "1", "enabled");
    private static final List<String> LIKE_FALSE = List.of("off", "no", "0", "disabled", "none");

    private final String valid;
    /** The words for {@link Boolean#TRUE} and {@link Boolean#FALSE}; null where it is no choice of two. */
    private final String trueWord;

    private final String falseWord;

    Value(String valid, String trueWord, String falseWord) {
        this.valid = valid;
        this.trueWord = trueWord;
        this.falseWord = falseWord;
    }

    /** Says in words what an operator may write. */
    String valid() {
        return valid;
    }

    /**
     * Returns the value, a {@link Boolean}, a {@link Duration}, {@link #AUTO}, a string or a list of strings; null where the text is
     * not valid.
     */
    Object parse(String text) {
        switch (this) {
            case DURATION:
                return parseDuration(text);
            case DURATION_OR_AUTO:
                return text.equalsIgnoreCase(AUTO) ? AUTO : parseDuration(text);
            case PATH:
                return text;
            case TEXTS:
                return parseTexts(text);
            default:
                return text.equalsIgnoreCase(trueWord)
                        ? Boolean.TRUE
                        : text.equalsIgnoreCase(falseWord) ? Boolean.FALSE : null;
        }
    }

    /** Returns the valid text that somebody who wrote this one may have meant; null where that cannot be guessed. */
    String nearest(String text) {
        String word = text.toLowerCase(Locale.ROOT);
        if (this == SWITCH && LIKE_TRUE.contains(word)) {
            return trueWord;
        }
        if (this == SWITCH && LIKE_FALSE.contains(word)) {
            return falseWord;
        }
        if ((this == DURATION || this == DURATION_OR_AUTO) && parseDuration(text + "s") != null) {
            return text + "s";
        }
        return trueWord == null ? null : Nearest.of(text, List.of(trueWord, falseWord));
    }

    private static List<String> parseTexts(String text) {
        List<String> texts = new ArrayList<>();
        for (String part : text.split(",", -1)) {
            if (!part.isBlank()) {
                texts.add(part.trim());
            }
        }
        return texts;
    }

    private static Duration parseDuration(String text) {
        int digits = 0;
        while (digits < text.length() && text.charAt(digits) >= '0' && text.charAt(digits) <= '9') {
            digits++;
        }
        try {
            long amount = Long.parseLong(text.substring(0, digits));
            switch (text.substring(digits)) {
                case "ms":
                    return nanosFit(Duration.ofMillis(amount));
                case "s":
                    return nanosFit(Duration.ofSeconds(amount));
                case "m":
                    return nanosFit(Duration.ofMinutes(amount));
                case "h":
                    return nanosFit(Duration.ofHours(amount));
                default:
                    return null;
            }
        } catch (NumberFormatException | ArithmeticException e) {
            return null;
        }
    }

    private static Duration nanosFit(Duration duration) {
        return duration.toSeconds() < Long.MAX_VALUE / 1_000_000_000 ? duration : null;
    }
}
