package io.kafkalifeline.log;

import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What is no word and is known by its shape all the same: hosts, numbers, times, identifiers of compounds. */
final class KnownShapes {
    /** The longest name of a host; nothing that is known is longer. */
    static final int MAX_LENGTH = 253;

    private static final Pattern PARTS = Pattern.compile("[-_./:$]+");
    private static final Pattern SLASHES = Pattern.compile("/");
    private static final Pattern LETTERS = Pattern.compile("[A-Za-z]+");
    /** A number in a name that is all in capitals: {@code SCRAM-SHA-512}, {@code TLS_AES_128_GCM_SHA256}. */
    private static final Pattern CAPITALS = Pattern.compile("[A-Z][A-Z0-9]*(?:[-_/][A-Z0-9]+)*");

    private static final Pattern CAPITAL_PART = Pattern.compile(
            "(?:SHA|MD|AES|RC|DES|AWS|P|X|CHACHA|POLY|PKCS)?(?:1|2|3|4|5|20|25519|128|192|224|256|384|512|1305)");
    private static final Pattern TLS = Pattern.compile(
            "(?:TLS|SSL)v\\d(?:\\.\\d)?|HTTP/\\d(?:\\.\\d)?|TLS1[0-3]|(?:SHA\\d+|MD5|NONE)with(?:RSA|ECDSA|DSA)|X\\.509|UTF-8|AWS_?4");
    private static final Pattern TYPE = Pattern.compile(
            "(?:[a-z][a-z0-9]*\\.)*(?:[A-Z][A-Za-z]*\\$)*[A-Z][A-Za-z]{2,40}(?:Exception|Error|LoginModule)");

    private static final String LABEL = "[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?";
    private static final Pattern HOST = Pattern.compile("(?:" + LABEL + "\\.)+(" + LABEL + ")\\.?");
    private static final Pattern IP = Pattern.compile("\\d{1,3}(?:\\.\\d{1,3}){3}");
    private static final Pattern IPV6 = Pattern.compile("(?:[0-9a-f]{0,4}:){2,7}[0-9a-f]{0,4}(?:%[a-z0-9]+)?");
    private static final Pattern BYTES = Pattern.compile("[0-9a-f]{2}(?::[0-9a-f]{2})+");
    private static final Set<String> TOP =
            Set.of(("com net org io dev app cloud local internal lan intra corp home example test"
                            + " invalid localhost localdomain svc cluster int edu gov eu uk de fr nl be us jp cn au ca ch br pl se dk es")
                    .split(" "));

    private static final Pattern QUANTITY =
            Pattern.compile("-?\\d{1,6}(?:\\.\\d{1,6})?(?:ms|ns|us|s|m|h|d|kB|KB|MB|GB|%)");
    private static final Pattern VERSION = Pattern.compile("\\d{1,3}(?:\\.\\d{1,3}){1,2}");
    private static final Pattern TIME = Pattern.compile(
            "\\d\\d:\\d\\d(?::\\d\\d(?:[.,]\\d{1,9})?)?|(?:19|20)\\d\\d-\\d\\d-\\d\\d(?:T\\d\\d:\\d\\d(?::\\d\\d(?:\\.\\d{1,9})?)?(?:Z|[+-]\\d\\d:?\\d\\d)?)?");
    private static final Pattern ID = Pattern.compile("(?i)[0-9a-f]{4}|[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}");

    private KnownShapes() {}

    /** A type of an exception. Whose it is, is told only where the packages are known. */
    static String type(String text) {
        if (!TYPE.matcher(text).matches()) {
            return null;
        }
        int dot = text.lastIndexOf('.');
        return dot < 2 || isCompound(text.substring(0, dot)) ? text : SecretShapes.MASK + text.substring(dot);
    }

    /** Words that are written as one: {@code re-authentication}, {@code invalid_token}, {@code ILLEGAL_SASL_STATE}. */
    static boolean isCompound(String text) {
        if (TLS.matcher(text).matches()) {
            return true;
        }
        boolean capitals = CAPITALS.matcher(text).matches();
        for (String part : PARTS.split(text, -1)) {
            boolean known = LETTERS.matcher(part).matches()
                    ? Vocabulary.isName(part) || Vocabulary.isWord(part)
                    : capitals && CAPITAL_PART.matcher(part).matches();
            if (!known) {
                return false;
            }
        }
        return true;
    }

    /** A constant: a compound in capitals such as {@code SCRAM-SHA-512}, which is nobody's secret. */
    static boolean isConstant(String text) {
        return text.length() > 2 && CAPITALS.matcher(text).matches() && isCompound(text);
    }

    /** The port after an address in brackets. */
    static boolean isPort(String text) {
        return text.matches("\\d{1,5}");
    }

    /** A host's name or address, or both, with or without a port: {@code b-1.example/10.0.0.1:9092}. */
    static boolean isHost(String text) {
        for (String one : SLASHES.split(text, 0)) {
            if (!isAddress(one) && !isAddress(withoutPort(one))) {
                return false;
            }
        }
        return true;
    }

    private static String withoutPort(String text) {
        int colon = text.lastIndexOf(':');
        return colon > 0 && isPort(text.substring(colon + 1)) ? text.substring(0, colon) : text;
    }

    private static boolean isAddress(String text) {
        if (text.equals("localhost") || KnownHosts.contains(text)) {
            return true;
        }
        if (IP.matcher(text).matches() || isIpv6(text)) {
            return true;
        }
        Matcher host = HOST.matcher(text);
        return host.matches() && TOP.contains(host.group(1)) && text.length() <= 253;
    }

    /** Bytes are written with colons as well, but in pairs of digits. */
    private static boolean isIpv6(String text) {
        boolean whole =
                text.contains("::") || text.chars().filter(c -> c == ':').count() == 7;
        return whole && IPV6.matcher(text).matches() && !BYTES.matcher(text).matches();
    }

    /** A number with its unit, a version, a time: nothing that anybody would keep secret. */
    static boolean isQuantity(String text) {
        return QUANTITY.matcher(text).matches()
                || VERSION.matcher(text).matches()
                || TIME.matcher(text).matches();
    }

    /** What MSK and AWS call a request by, in full or its beginning. */
    static boolean isId(String text) {
        return ID.matcher(text).matches();
    }

    /** {@code client-secret} is as often a secret's value as its name. */
    static boolean isMadeUpSecret(String token) {
        return token.indexOf('-') > 0 && token.matches("[a-z-]*(?:password|secret|passphrase|pass|key|token)");
    }
}
