package io.kafkalifeline.agent.sdk;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Locale;
import java.util.Set;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** Lists of {@code key=value}, as far as they are some. */
final class KeyValues {
    private static final Pattern HEADER = Pattern.compile("[!#$%&'*+.^_`|~0-9A-Za-z-]+");
    private static final Pattern HEADER_VALUE = Pattern.compile("[\\t\\x20-\\x7e\\x80-\\xff]*");
    /** Those that Java's HTTP client sets itself. */
    private static final Set<String> RESERVED = Set.of("connection", "content-length", "expect", "host", "upgrade");

    private KeyValues() {}

    /** Returns what is well-formed of a list of attributes. */
    static String attributes(String list) {
        return only(list, entry -> entry.indexOf('=') > 0);
    }

    /** Returns what Java's HTTP client can send of a list of headers. */
    static String headers(String list) {
        return only(list, KeyValues::isHeader);
    }

    private static String only(String list, Predicate<String> good) {
        return Arrays.stream(list.split(",", -1))
                .map(String::strip)
                .filter(entry -> entry.isEmpty() || good.test(entry))
                .collect(Collectors.joining(","));
    }

    private static boolean isHeader(String entry) {
        String[] pair = entry.split("=", 2);
        String name = pair[0].strip();
        if (pair.length < 2 || !HEADER.matcher(name).matches() || RESERVED.contains(name.toLowerCase(Locale.ROOT))) {
            return false;
        }
        try {
            return HEADER_VALUE
                    .matcher(URLDecoder.decode(pair[1].strip(), StandardCharsets.UTF_8))
                    .matches();
        } catch (IllegalArgumentException e) {
            return false;
        }
    }
}
