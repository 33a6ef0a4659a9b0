package io.kafkalifeline.log;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

/** Made-up secrets and names of many shapes, in sentences of many shapes: none comes out. */
class GeneratedSecretsTest {
    private static final String LOWER = "abcdefghijklmnopqrstuvwxyz";
    private static final String UPPER = LOWER.toUpperCase(Locale.ROOT);
    private static final String DIGITS = "0123456789";

    /** Plain words, that a dictionary has and messages have not. */
    private static final List<String> DICTIONARY = List.of(
            "hunter",
            "sesame",
            "alice",
            "bob",
            "carol",
            "mallory",
            "dragon",
            "monkey",
            "letmein",
            "swordfish",
            "batman",
            "shadow",
            "sunshine",
            "princess",
            "football",
            "welcome",
            "tiger",
            "scott",
            "manager1",
            "changeit",
            "winter",
            "summer",
            "horse",
            "battery",
            "staple",
            "correct",
            "orange",
            "banana",
            "coffee",
            "liverpool",
            "jordan",
            "charlie",
            "thomas",
            "michael",
            "qwerty",
            "iloveyou",
            "superman",
            "freedom",
            "whatever",
            "trustno");

    /** Sentences that announce nothing: what is masked is masked for what it is. */
    private static final List<String> TELLING_NOTHING = List.of(
            "%s",
            "got %s",
            "login as %s failed",
            "Authentication failed for %s",
            "login with %s did not work",
            "server said: %s",
            "cannot use %s here",
            "%s was refused by the directory",
            "Unable to parse %s",
            "bad input near %s, giving up",
            "vault: %s: permission denied",
            "Illegal character in %s at index 7",
            "(%s)",
            "[%s] not found",
            "{%s}",
            "<%s>",
            "x=%s",
            "wrong: '%s'",
            "\"%s\" is not what I expected",
            "“%s” refused",
            "`%s`",
            "{\"error\":\"%s\"}",
            "java.lang.IllegalStateException: %s",
            "java.lang.IllegalArgumentException: bad %s (HTTP 503)",
            "GET https://idp.example/%s failed",
            "https://%s@idp.example/ is down",
            "https://idp.example/a?b=%s&c=d",
            "line 1, %s, line 2",
            "after 3 attempts: %s;",
            "tried %s/%s",
            "%s:%s",
            "%s, %s and %s");

    /** Sentences that announce it: ordinary words are masked, too. */
    private static final List<String> ANNOUNCING = List.of(
            "password %s",
            "wrong password %s",
            "password: %s",
            "password=%s",
            "password = %s",
            "Password is %s",
            "the password was \"%s\"",
            "passwd='%s'",
            "passphrase %s is not right",
            "pwd: %s, try again",
            "secret %s was revoked",
            "app_secret=%s",
            "appSecret: %s",
            "token %s is expired",
            "token: %s expired",
            "access token '%s' has no scope",
            "key %s cannot be used",
            "api key: %s",
            "credentials for %s",
            "credentials of %s are wrong",
            "user %s is locked",
            "user '%s' may not read",
            "user named %s",
            "username: %s",
            "for user %s",
            "role %s is missing",
            "account %s, closed",
            "principal %s has no right",
            "{\"password\":\"%s\"}",
            "{\"user\": \"%s\", \"n\": 1}",
            "bind as uid=%s,ou=svc failed");

    @Property(tries = 8_000, seed = "20261127")
    void noSecretComesOut(@ForAll("secrets") String secret, @ForAll("sentences") String sentence) {
        holdsNot(secret, sentence);
    }

    @Property(tries = 4_000, seed = "20261128")
    void noAnnouncedWordComesOut(@ForAll("ordinaryWords") String word, @ForAll("announcements") String sentence) {
        holdsNot(word, sentence);
    }

    private static void holdsNot(String secret, String sentence) {
        String text = sentence.replace("%s", secret);
        assertThat(Scrubber.scrub(text)).as(text).contains("***").doesNotContain(secret);
    }

    @Provide
    Arbitrary<String> sentences() {
        return Arbitraries.oneOf(Arbitraries.of(TELLING_NOTHING), Arbitraries.of(ANNOUNCING));
    }

    @Provide
    Arbitrary<String> announcements() {
        return Arbitraries.of(ANNOUNCING);
    }

    /** Words that are let through where nothing is announced. */
    @Provide
    Arbitrary<String> ordinaryWords() {
        return Arbitraries.of(
                "server",
                "session",
                "connection",
                "broker",
                "network",
                "client",
                "message",
                "system",
                "Kafka",
                "java",
                "reader",
                "writer",
                "operator",
                "producer",
                "topic",
                "open",
                "private",
                "public",
                "internal",
                "standard");
    }

    @Provide
    Arbitrary<String> secrets() {
        Arbitrary<String> words = Arbitraries.of(DICTIONARY);
        Arbitrary<String> bytes = Arbitraries.strings().ofMinLength(12).ofMaxLength(60);
        return Arbitraries.oneOf(
                words,
                words.map(word -> word.substring(0, 1).toUpperCase(Locale.ROOT) + word.substring(1)),
                words.map(word -> word.toUpperCase(Locale.ROOT)),
                Combinators.combine(words, chars(DIGITS + "!$#_", 1, 5)).as(String::concat),
                Combinators.combine(words, words, chars("-._+", 1, 1)).as((one, two, link) -> one + link + two),
                Combinators.combine(words, words).as((one, two) -> one + " " + two),
                Combinators.combine(words, words).as(GeneratedSecretsTest::camel),
                chars("bcdfghjkqvwxz", 6, 20),
                chars(LOWER + UPPER + DIGITS, 16, 40).filter(GeneratedSecretsTest::mixed),
                chars(LOWER + DIGITS, 8, 20).filter(GeneratedSecretsTest::mixed),
                chars(LOWER + UPPER + DIGITS + "!@#$%^&*-_+~?", 10, 24).filter(GeneratedSecretsTest::mixed),
                chars("0123456789abcdef", 12, 64).filter(GeneratedSecretsTest::mixed),
                chars(DIGITS, 6, 16),
                bytes.map(GeneratedSecretsTest::base64),
                bytes.map(payload -> "eyJhbGciOiJSUzI1NiJ9." + base64(payload) + "." + base64(payload)),
                chars(LOWER + UPPER + DIGITS, 20, 30).map(rest -> "hvs." + rest),
                chars(UPPER + DIGITS, 16, 16).map(rest -> "AKIA" + rest),
                Arbitraries.randomValue(random -> new java.util.UUID(random.nextLong(), random.nextLong()).toString()),
                words.map(word -> word + "@corp.example"),
                words.map(word -> "cn=" + word + ",ou=people,dc=corp"),
                words.map(word -> "arn:aws:iam::123456789012:role/" + word),
                words.map(word -> "/home/" + word + "/.kafka/keys"),
                words.map(word -> "C:\\Users\\" + word));
    }

    private static Arbitrary<String> chars(String from, int least, int most) {
        return Arbitraries.strings()
                .withChars(from.toCharArray())
                .ofMinLength(least)
                .ofMaxLength(most);
    }

    private static boolean mixed(String text) {
        return text.chars().anyMatch(Character::isDigit)
                && text.chars().filter(Character::isLetter).count() > 2;
    }

    private static String camel(String one, String two) {
        return one + two.substring(0, 1).toUpperCase(Locale.ROOT) + two.substring(1);
    }

    private static String base64(String text) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(text.getBytes(StandardCharsets.UTF_8));
    }
}
