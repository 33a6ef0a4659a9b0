package io.kafkalifeline.log;

import java.text.Normalizer;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Masks what has the shape of a secret or an identity, whatever stands around it: passwords, tokens, signatures, JAAS
 * options, SASL payloads, principals, ARNs, key material. It knows shapes, not secrets: a plain word passes. Text that is
 * not ours goes through {@code Scrubber}.
 *
 * <p>Where a text is ambiguous, a word too many is masked rather than one too few. Pure; never throws.
 */
public final class SecretShapes {
    /** The greatest length of a result, in characters. */
    static final int MAX_LENGTH = 500;

    /** What stands in the place of what must not be seen. */
    static final String MASK = "***";
    /**
     * Characters beyond this are ignored: they cannot matter in a result of {@link #MAX_LENGTH}, and regular
     * expressions cost time.
     */
    private static final int MAX_INPUT = 4_000;

    private static final String QUOTED = "\\\\?\"(?:[^\"\\\\]++|\\\\.)*+\"?|'[^']*+'?";
    private static final String VALUE = "(?:" + QUOTED + "|[^\\s,;&)}\\]\"']++)";

    /** What is in quotes behind these is a secret even if it is an ordinary word. */
    private static final String ANNOUNCED =
            "(?i)\\b((?:password|passwd|pwd|passphrase|secret|token|credential|(?:api|access|secret) key)s?(?: is| was)? )";

    /** Words that may follow somebody's name. */
    private static final String VERB =
            "is|was|are|has|have|had|not|no|cannot|can|could|does|did|may|must|will|failed|denied|lacks"
                    + "|exceeded|expired|locked|disabled|unknown";

    /** A value in a distinguished name: up to the next comma, or to what is said of it. */
    private static final String NAME = "(?:(?!\\s++(?:" + VERB + ")\\b)[^,;\"')\\]])++";

    private static final List<Rule> RULES = new ArrayList<>();

    static {
        rule("-----BEGIN [^-]*+-----.*?(?:-----END [^-]*+-----|$)", MASK);
        // A login module's options, whatever they are called.
        rule(
                "\\b(required|requisite|sufficient|optional)(?:\\s++[\\w.-]++\\s*+=\\s*+(?:" + QUOTED
                        + "|[^\\s;\"']++))++\\s*+;?",
                "$1 " + MASK);
        // KIP-368: the broker names both principals, in any form that a principal builder likes.
        rule("(Cannot change principals during re-authentication) from .*", "$1 from " + MASK);
        rule("\\barn:aws[\\w-]*+:[^\\s,;\"'()\\]]++", "arn:" + MASK);
        rule("://[^/\\s@]++@", "://" + MASK + "@");
        rule("(?i)(x-amz-[\\w-]++)(\\\\?[\"']?\\s*+[=:]\\s*+)" + VALUE, "$1$2" + MASK);
        rule(
                "(?i)\\b(authorization\\\\?[\"']?\\s*+[=:]\\s*+)(?:(?:bearer|basic|negotiate)\\s++)?" + VALUE,
                "$1" + MASK);
        rule("(?i)\\b(bearer|basic|negotiate)\\s++(?=\\S*\\d|\\S{20})[\\w.~+/=-]{8,}+", "$1 " + MASK);
        rule(
                "(?i)(?<![\\w.-])([\\w.-]*(?:password|passwd|passphrase|pwd|secret|token|credentials?|signature|api[_-]?key|"
                        + "access[_-]?key(?:[_-]?id)?|secret[_-]?key|private[_-]?key|session[_-]?key|"
                        + "username|user|principal|authzid|authcid)|\\bsig)(\\s*+=\\s*+)" + VALUE,
                "$1$2" + MASK);
        rule(
                "(?i)(?<![\\w.-])([\\w.-]*(?:password|passwd|passphrase|pwd|secret|api[_-]?key|access[_-]?key(?:[_-]?id)?|"
                        + "secret[_-]?key|private[_-]?key|username|principal|authzid))(\\\\?[\"']?\\s*+:\\s*+)"
                        + VALUE,
                "$1$2" + MASK);
        rule(
                "(?i)(?<![\\w.-])([\\w.-]*(?:token|signature|credentials?|user)\\\\?[\"']\\s*+:\\s*+)" + VALUE,
                "$1" + MASK);
        // A distinguished name, whose commas end no principal; its last value may be of several words.
        rule("\\b(?:CN|OU|O|UID|DC|L|ST|C|EMAILADDRESS)=" + NAME + "(?:,\\s*+[A-Z][A-Z.\\d]*+=" + NAME + ")*+", MASK);
        // As directories write them.
        rule("\\b(?:cn|ou|uid|dc)=" + NAME + "(?:,\\s*+[a-zA-Z][a-zA-Z.\\d]*+=" + NAME + ")*+", MASK);
        rule("\\b(User|Group|ServiceAccount|Role)([:.])(?!\\s)[^\\s,;)\\]]++", "$1$2" + MASK);
        rule("(?i)\\b((?:for|of|as|from) (?:user|principal|client principal|account) )" + VALUE, "$1" + MASK);
        rule("(?i)\\b((?:user|username|principal) )(?:" + QUOTED + ")", "$1" + MASK);
        rule(ANNOUNCED + "'[^']++'?", "$1'" + MASK + "'");
        rule(ANNOUNCED + "\\\\?\"(?:[^\"\\\\]++|\\\\.)++\"?", "$1\"" + MASK + "\"");
        rule(
                "(?i)\\b((?:user|principal)\\s++)(?!(?:" + VERB + "|name|id)\\b)" + VALUE + "(?=\\s++(?:" + VERB
                        + ")\\b)",
                "$1" + MASK);
        rule(
                "(?i)\\b((?:password|credentials?|login|logon|authentication|token) for )(?!(?:SASL|user|principal|account|client"
                        + "|the|an?|this|all|any|broker|node|mechanism|realm|keystore|truststore)\\b)" + VALUE,
                "$1" + MASK);
        // Kerberos principals and mail addresses; an object's identity (Class@1a2b3c) has no such right-hand side.
        rule("(?<![\\w.$+-])[\\w.$+-]++(?:/[\\w.-]++)?@(?:[A-Z][A-Z0-9.-]++\\b|[\\w-]++(?:\\.[\\w-]++)++)", MASK);
        // SCRAM's messages (RFC 5802), and byte arrays as Java prints them.
        rule("\\b[a-z]=[^\\s,]++(?:,[a-z]=[^\\s,]++)++", MASK);
        rule("(?:-?\\d{1,3},\\s?){12,}+-?\\d{1,3}", MASK);
        rule("\\beyJ[\\w-]++(?:\\.[\\w-]*+)*+", MASK);
        rule("\\b(?:AKIA|ASIA|AROA|AIDA)[A-Z0-9]{12,}+", MASK);
        rule("\\b[0-9a-fA-F]{32,}+\\b", MASK);
        // Encoded bytes have digits and both cases; cipher suites, host names, UUIDs and most class names do not.
        rule("(?<![\\w+/=.$-])(?=[\\w+/=-]*\\d)(?=[\\w+/=-]*[a-z])(?=[\\w+/=-]*[A-Z])[A-Za-z0-9+/_=-]{24,}+", MASK);
    }

    private SecretShapes() {}

    /**
     * Masks what has the shape of a secret.
     *
     * @param text may be null
     * @return one line of at most {@link #MAX_LENGTH} characters; empty where {@code text} is null
     */
    public static String mask(String text) {
        return text == null ? "" : cut(maskLine(text));
    }

    static String cut(String line) {
        return line.length() <= MAX_LENGTH ? line : line.substring(0, MAX_LENGTH - 1) + "…";
    }

    /** Masks without cutting: {@code text} as one line. */
    static String maskLine(String text) {
        String line = oneLine(text);
        for (Rule rule : RULES) {
            line = rule.apply(line);
        }
        return line;
    }

    private static String oneLine(String text) {
        String start = text;
        if (text.length() > MAX_INPUT) {
            // A secret cut in half may not look like one any more: drop the word that the cut is in.
            int wordEnd = text.lastIndexOf(' ', MAX_INPUT);
            start = text.substring(0, wordEnd > 0 ? wordEnd : MAX_INPUT);
        }
        String line = OneLine.of(start);
        // Letters of full width are letters.
        boolean ascii = line.chars().allMatch(c -> c < 0x80);
        return (ascii ? line : Normalizer.normalize(line, Normalizer.Form.NFKC)).strip();
    }

    private static void rule(String pattern, String replacement) {
        RULES.add(new Rule(Pattern.compile(pattern), replacement));
    }

    private static final class Rule {
        private final Pattern pattern;
        private final String replacement;

        Rule(Pattern pattern, String replacement) {
            this.pattern = pattern;
            this.replacement = replacement;
        }

        String apply(String text) {
            Matcher matcher = pattern.matcher(text);
            return matcher.find() ? matcher.replaceAll(replacement) : text;
        }
    }
}
