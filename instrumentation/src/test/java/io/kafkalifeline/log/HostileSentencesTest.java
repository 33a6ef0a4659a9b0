package io.kafkalifeline.log;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Sentences that a reviewer made up to get something out. Where it is announced, the secret or name is two ordinary words of
 * messages, so that nothing but the sentence can give them away.
 */
class HostileSentencesTest {
    private static final String ONE = "broker";
    private static final String TWO = "system";

    @ParameterizedTest
    @ValueSource(
            strings = {
                "the passphrase is broker system",
                "passphrase broker system is wrong",
                "password for broker is system",
                "the client secret for alice is broker system",
                "password: broker",
                "password:\n  broker system",
                "password\nbroker",
                "password -> broker system",
                "password => broker",
                "password := broker",
                "password ~ broker",
                "password = = broker",
                "password=(broker)",
                "password=<broker>",
                "password is: broker",
                "password (new): broker system",
                "password [old]: broker",
                "password (for alice): broker system",
                "passwords: broker, system",
                "unknown roles [broker, system]",
                "Missing roles: broker, system",
                "users: broker and system",
                "keys {broker, system}",
                "key:broker failed",
                "role:broker missing",
                "user:broker denied",
                "token:system refused",
                "login:broker",
                "pin:system",
                "user/password broker/system",
                "user|broker|password|system",
                "user\tbroker\tpassword\tsystem",
                "{user=broker, password=system}",
                "(user broker, password system)",
                "--password broker --user system",
                "/password:broker /user:system",
                "Server=db;User Id=broker;Password=system;",
                "jdbc:postgresql://db.example:5432/app?user=broker&password=system",
                "amqp://broker:system@host.example/vhost",
                "https://idp.example/broker/system",
                "org.apache.kafka.common.security.plain.PlainLoginModule required username=\"broker\" password=\"system\";",
                "<password>broker</password>",
                "<wsse:Password>broker system</wsse:Password>",
                "<user name=\"broker\" password='system'/>",
                "{\"access_token\":\"broker\",\"expires_in\":300}",
                "{\"password\": [\"broker\",\"system\"]}",
                "{\"user\":{\"name\":\"broker\",\"pw\":\"system\"}}",
                "client_secret=system&grant_type=client_credentials&client_id=broker",
                "X-Vault-Token: broker",
                "x-api-key: system",
                "pass\u200bword: broker",
                "pa\u00adssword: broker",
                "user \u202ebroker denied",
                "user \u001b[31mbroker\u001b[0m denied",
                "ｐａｓｓｗｏｒｄ： broker",
                "Passwort: broker",
                "Das Passwort broker ist falsch",
                "Benutzer broker gesperrt",
                "mot de passe : broker",
                "utilisateur broker inconnu",
                "contraseña: broker",
                "senha: broker",
                "пароль: broker",
                "パスワード: broker",
                "密码：broker",
            })
    void whatIsAnnouncedDoesNotComeOut(String sentence) {
        assertThat(Scrubber.scrub(sentence)).contains("***").doesNotContain(ONE, TWO);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "correct horse battery staple",
                "JBSWY3DPEHPK3PXP",
                "deadbeefcafebabe",
                "fingerprint de:ad:be:ef:ca:fe:ba:be",
                "DE:AD:BE:EF:CA:FE:BA:BE:00:11",
                "12:34:56:78",
                "card 4111 1111 1111 1111",
                "AKIAIOSFODNN7EXAMPLE",
                "wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY",
                "Authorization: Basic YWxpY2U6aHVudGVyMg==",
                "eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiJhIn0.abc",
                "6c1d7a3e-0b7e-4d0c-9a5c-3f7f0a1b2c3d",
                "alice.smith@corp.example",
                "n,,n=user,r=fyko+d2lbbFgONRv9qkxdawL",
            })
    void whatHasTheShapeOfASecretDoesNotComeOut(String text) {
        String scrubbed = Scrubber.scrub("server said " + text);
        for (String word : text.split("[ :]", -1)) {
            if (word.length() > 2 && !word.matches("fingerprint|card|Authorization|Basic|correct")) {
                assertThat(scrubbed).doesNotContain(word);
            }
        }
    }

    @Test
    void aNameInADirectoryIsAnIdentityInFullDetailsToo() {
        assertThat(Scrubber.scrub("bind as cn=alice,ou=svc,dc=corp,dc=example failed", ErrorDetails.FULL))
                .isEqualTo("bind as *** failed");
    }

    /** Neither a line in our name nor a colour. */
    @ParameterizedTest
    @ValueSource(strings = {"a\n[kafka-lifeline] b", "a\r\nb", "a\u001b[2Jb", "a\u2028b", "a\u202eb", "a\u0085b"})
    void noTextBecomesMoreThanOneLine(String text) {
        for (ErrorDetails details : ErrorDetails.values()) {
            assertThat(Scrubber.scrub(text, details)).doesNotContainPattern("[\\p{Cc}\\p{Cf}\\u2028\\u2029]");
        }
        assertThat(OneLine.of(text)).doesNotContainPattern("[\\p{Cc}\\p{Cf}\\u2028\\u2029]");
    }
}
