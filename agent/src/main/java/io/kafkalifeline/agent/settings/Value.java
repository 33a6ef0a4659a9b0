package io.kafkalifeline.agent.settings;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** The kinds of values that settings take. */
public enum Value {
    /** On or off. */
    SWITCH("true or false"),
    /** A time, such as {@code 500ms}. */
    DURATION("a time such as 500ms, 60s, 5m or 1h"),
    /** What a current span becomes: true for the parent. */
    LINK_OR_PARENT("link or parent"),
    /** Whether events are written: true for JSON. */
    NONE_OR_JSON("none or json"),
    /** A file, empty for none. */
    PATH("a path"),
    /** Texts between commas. */
    TEXTS("texts, separated by commas");

    private final String valid;

    Value(String valid) {
        this.valid = valid;
    }

    /** What an operator may write. */
    public String valid() {
        return valid;
    }

    /** The value, a {@link Boolean}, a {@link Duration} or a list of strings; null where the text is not valid. */
    Object parse(String text) {
        switch (this) {
            case SWITCH:
                return parseSwitch(text);
            case DURATION:
                return parseDuration(text);
            case LINK_OR_PARENT:
                return text.equals("parent") ? Boolean.TRUE : text.equals("link") ? Boolean.FALSE : null;
            case NONE_OR_JSON:
                return text.equals("json") ? Boolean.TRUE : text.equals("none") ? Boolean.FALSE : null;
            case PATH:
                return text;
            default:
                return parseTexts(text);
        }
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

    private static Boolean parseSwitch(String text) {
        if (text.equalsIgnoreCase("true")) {
            return Boolean.TRUE;
        }
        return text.equalsIgnoreCase("false") ? Boolean.FALSE : null;
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
