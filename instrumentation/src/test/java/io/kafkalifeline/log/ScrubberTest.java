package io.kafkalifeline.log;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Locale;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ScrubberTest {
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '~',
            value = {
                "wrong password 'hunter2' at vault: token hvs.CAESIJ2x is expired"
                        + "| wrong password '***' at vault: token *** is expired",
                "bind as cn=alice,ou=svc,dc=corp,dc=example failed with password hunter2"
                        + "| bind as *** failed with password ***",
                "the passphrase is correct horse battery staple| the passphrase is ***",
                "password = \"open sesame\"| password = ***",
                "password hunter rejected by server| password *** rejected by server",
                "secret: kafka-producer-client-secret| secret: ***",
                "Unable to open /var/run/secrets/token| Unable to open ***",
                "GET https://idp.example/token/x answered HTTP 503| GET https://idp.example/*** answered HTTP 503",
                "GET https://alice:open@idp.example/token failed| GET *** failed",
                "dial alice@corp.example| *** ***",
                "Authentication failed for reader| Authentication failed for ***",
                "logged in as operator| logged in as ***",
                "Unexpected value server1 in mode Xy| Unexpected value *** in mode ***",
            })
    void whatIsNotPlainLanguageIsMasked(String text, String shown) {
        assertThat(Scrubber.scrub(text)).isEqualTo(shown);
    }

    /** Words that are let through anywhere else are masked where they are a secret or a name. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "password %s",
                "password: %s",
                "password=%s",
                "password is %s",
                "Password was '%s'",
                "wrong passphrase \"%s\" given",
                "the secret `%s` is not accepted",
                "token for %s",
                "token %s is expired",
                "access token: %s",
                "accessToken %s rejected",
                "ssl.keystore.password %s",
                "user %s is locked",
                "user named %s may not read",
                "unknown user: %s",
                "role %s is not permitted",
                "account of %s was closed",
                "credentials (%s) refused",
                "no key '%s' here",
                "principal with name %s is unknown",
                "{\"secret\":\"%s\"}",
            })
    void theWordAfterAnAnnouncementIsMasked(String sentence) {
        assertThat(Scrubber.scrub(String.format(Locale.ROOT, sentence, "connection")))
                .contains("***")
                .doesNotContain("connection");
    }

    @Test
    void theFullTextIsShownToThoseWhoWantIt() {
        assertThat(Scrubber.scrub("wrong word 'hunter2' at /etc/x, password=hunter3", ErrorDetails.FULL))
                .isEqualTo("wrong word 'hunter2' at /etc/x, password=***");
    }

    @Test
    void theNameOfABrokerIsKnown() {
        assertThat(Scrubber.scrub("kafkaprod7: Name or service not known")).isEqualTo("***: Name or service not known");
        KnownHosts.note("kafkaprod7");
        assertThat(Scrubber.scrub("kafkaprod7: Name or service not known, kafkaprod7:9092 refused"))
                .isEqualTo("kafkaprod7: Name or service not known, kafkaprod7:9092 refused");
    }

    @Test
    void aResultIsOneLineOfBoundedLength() {
        assertThat(Scrubber.scrub("first\r\nsecond\u2028third\u001b")).isEqualTo("first  second third");
        assertThat(Scrubber.scrub("message ".repeat(10_000)))
                .hasSize(Scrubber.MAX_LENGTH)
                .endsWith("…");
        assertThat(Scrubber.scrub(null)).isEmpty();
    }

    @Property(tries = 300)
    void noTextIsTooOdd(@ForAll String text) {
        assertThat(Scrubber.scrub(text)).hasSizeLessThanOrEqualTo(Scrubber.MAX_LENGTH);
    }

    @ParameterizedTest
    @ValueSource(strings = {"a", "A1b", "\"\\", "'", "a.", "a:", "1, ", "a=b,", "x.y-", "user ", "***", "a:a/", "Aa"})
    void noTextIsTooSlow(String part) {
        long begin = System.nanoTime();
        Scrubber.scrub(part.repeat(20_000));
        assertThat(System.nanoTime() - begin).isLessThan(2_000_000_000L);
    }
}
