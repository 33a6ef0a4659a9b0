package io.kafkalifeline.smoke.secrets;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Whatever is planted is found. */
class SecretScanTest {
    private static final String SECRET = "pl4nted:Secret/55";

    @TempDir
    Path directory;

    @ParameterizedTest
    @ValueSource(
            strings = {
                "password=pl4nted:Secret/55.",
                "https://host/?token=pl4nted%3ASecret%2F55&x",
                // alice, NUL, the secret; the secret alone; one byte before it
                "YWxpY2UAcGw0bnRlZDpTZWNyZXQvNTU=",
                "cGw0bnRlZDpTZWNyZXQvNTU",
                "AHBsNG50ZWQ6U2VjcmV0LzU1",
                "706c346e7465643a5365637265742f3535"
            })
    void aKnownSecretInAnyForm(String text) throws IOException {
        assertThat(scan("first line\nsecond " + text))
                .singleElement()
                .satisfies(finding -> assertThat(finding.line()).isEqualTo(2));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "n,,n=alice,r=fyko+d2lbbFgONRv9qkxdawL",
                "c=biws,r=fyko,p=v0X8v3Bz2T0CJGbJQyF0X+HI4Ts=",
                "\"x-amz-signature\":\"90a6b1d28ff4c4fd3a2ba8ff\"",
                "X-Amz-Signature=90a6b1d28ff4c4fd3a2ba8ff",
                "X-Amz-Security-Token=cG9kLTA6MTc2",
                "Bearer eyJhbGciOiJub25lIn0.eyJzdWIiOiJhbGljZSJ9.",
                "org.apache.kafka.common.security.plain.PlainLoginModule required username=",
                "\0alice\0something",
                "AGFsaWNlAGFsaWNl"
            })
    void aPayloadOrJaasLineWhoseSecretNobodyKnows(String text) throws IOException {
        assertThat(scan(text)).hasSize(1);
    }

    @Test
    void nothingInWhatIsHarmless() throws IOException {
        assertThat(scan("""
                        SASL authenticate PLAIN failed: SASL_AUTHENTICATION_FAILED for client alice-1
                        check sasl.jaas.config: PlainLoginModule is required by PLAIN
                        the request lacks X-Amz-Signature
                        """)).isEmpty();
    }

    private List<SecretScan.Finding> scan(String text) throws IOException {
        Path file = Files.writeString(directory.resolve("log"), text);
        return new SecretScan(List.of(SECRET)).in(file);
    }
}
