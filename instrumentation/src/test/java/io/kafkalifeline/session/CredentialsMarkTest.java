package io.kafkalifeline.session;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

class CredentialsMarkTest {
    @Test
    void theAccessKeyTellsOneSignatureFromTheNext() {
        int first = signature("b-1", "ASIA1", "aa");

        assertThat(first).isNotEqualTo(CredentialsMark.UNKNOWN);
        assertThat(signature("b-2", "ASIA1", "bb")).isEqualTo(first);
        assertThat(signature("b-1", "ASIA2", "aa")).isNotEqualTo(first);
    }

    @Test
    void aBearerTokenIsItsOwnMark() {
        assertThat(of("OAUTHBEARER", "n,,\u0001auth=Bearer one\u0001\u0001"))
                .isEqualTo(of("OAUTHBEARER", "n,,\u0001auth=Bearer one\u0001\u0001"))
                .isNotEqualTo(of("OAUTHBEARER", "n,,\u0001auth=Bearer two\u0001\u0001"));
    }

    @Test
    void nothingIsToldOfTokensThatAreNewEachTime() {
        assertThat(of("SCRAM-SHA-512", "n,,n=alice,r=nonce")).isEqualTo(CredentialsMark.UNKNOWN);
        assertThat(of("AWS_MSK_IAM", "{}")).isEqualTo(CredentialsMark.UNKNOWN);
        assertThat(of("AWS_MSK_IAM", "")).isEqualTo(CredentialsMark.UNKNOWN);
        assertThat(CredentialsMark.of("PLAIN", null)).isEqualTo(CredentialsMark.UNKNOWN);
    }

    private static int signature(String host, String accessKey, String signature) {
        return of(
                "AWS_MSK_IAM",
                "{\"version\":\"2020_10_22\",\"host\":\"" + host + "\",\"x-amz-credential\":\"" + accessKey
                        + "/20261124/us-east-1/kafka-cluster/aws4_request\",\"x-amz-signature\":\"" + signature
                        + "\"}");
    }

    private static int of(String mechanism, String token) {
        return CredentialsMark.of(mechanism, token.getBytes(StandardCharsets.UTF_8));
    }
}
