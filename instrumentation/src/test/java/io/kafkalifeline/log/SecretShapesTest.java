package io.kafkalifeline.log;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.Stream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class SecretShapesTest {
    private static final String SIGNATURE = "5d672d79c15b13162d9279b0855cfba6789a8edb4c82c400e06b5924a6f2b5d7";
    private static final String JWT = "eyJhbGciOiJub25lIn0.eyJzdWIiOiJhbGljZSIsImlhdCI6MTc2Mzg4.";
    private static final String SESSION_TOKEN = "IQoJb3JpZ2luX2VjEJr//////////wEaCXVzLWVhc3QtMSJHMEUCIQ==";

    /** As brokers, clients, JDK and AWS library say them. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "Authentication failed during authentication due to invalid credentials with SASL mechanism SCRAM-SHA-512",
                "Authentication failed: Invalid username or password",
                "Client SASL mechanism 'PLAIN' not enabled in the server, enabled mechanisms are [SCRAM-SHA-512]",
                "PKIX path building failed: sun.security.provider.certpath.SunCertPathBuilderException: unable to find"
                        + " valid certification path to requested target",
                "No subject alternative DNS name matching b-1.democluster1.abcde1.c2.kafka.us-east-1.amazonaws.com"
                        + " found.",
                "[6c1d7a3e-0b7e-4d0c-9a5c-3f7f0a1b2c3d]: Access denied",
                "[6C1D7A3E-0B7E-4D0C-9A5C-3F7F0A1B2C3D]: Too many connects",
                "Unexpected handshake request with client mechanism AWS_MSK_IAM, enabled mechanisms are []",
                "An error: (java.util.concurrent.CompletionException: javax.security.sasl.SaslException: Failed to find"
                        + " AWS IAM Credentials [Caused by software.amazon.awssdk.core.exception.SdkClientException:"
                        + " Unable to load credentials from any of the providers in the chain]) occurred when evaluating"
                        + " SASL token received from the Kafka Broker. Kafka Client will go to AUTHENTICATION_FAILED"
                        + " state.",
                "(certificate_unknown) Received fatal alert: certificate_unknown",
                "Unsupported or unrecognized SSL message",
                "Failed to load SSL keystore /etc/kafka/secrets/kafka.client.keystore.jks of type JKS",
                "keystore password was incorrect",
                "b-1.example: Name or service not known",
                "Connection refused: localhost/127.0.0.1:9092",
                "java.nio.channels.SocketChannel[connection-pending remote=localhost/[0:0:0:0:0:0:0:1]:9092]",
                "no cipher suites in common, TLS_ECDHE_RSA_WITH_AES_256_GCM_SHA384 is not enabled",
                "org.apache.kafka.common.errors.TransactionalIdAuthorizationException: not authorized",
                "{\"status\":\"invalid_token\"}",
                "Server not found in Kerberos database (7) - LOOKING_UP_SERVER",
                "session of 12 ms granted by kafka-0.kafka-headless.prod-eu1.svc.cluster.local:9098 (id 1) is shorter"
                        + " than the 40 ms round trip",
                "Authentication failed during authentication due to invalid credentials with SASL mechanism SCRAM-SHA-256",
                "Unexpected handshake request with client mechanism PLAIN, enabled mechanisms are []",
                "Connection to node -1 (localhost/127.0.0.1:9092) could not be established. Node may not be available.",
                "the user-agent is not known",
                "no credentials for SASL mechanism PLAIN",
                "the user is locked, its principal has expired",
                "cluster MkU3OEVBNTcwNTJENDM2Qg, correlation id 2147483645",
            })
    void whatExplainsAFailureStays(String text) {
        assertThat(SecretShapes.mask(text)).isEqualTo(text);
    }

    static Stream<Arguments> secrets() {
        return Stream.of(
                leak(
                        "org.apache.kafka.common.security.plain.PlainLoginModule required username=\"alice\""
                                + " password=\"alice-se;\\\"cret\";",
                        "alice",
                        "cret"),
                leak(
                        "Login module control flag not specified in JAAS config: com.example.Login required user='bob'"
                                + " pin=4711",
                        "bob",
                        "4711"),
                leak("sasl.jaas.config=x.ScramLoginModule required username=bob password=s3cr3t ;", "bob", "s3c"),
                leak(
                        "Cannot change principals during re-authentication from"
                                + " IAM.arn:aws:sts::123456789012:assumed-role/app-role/eks-pod-session-1:"
                                + " IAM.arn:aws:sts::123456789012:assumed-role/app-role/eks-pod-session-2",
                        "123456789012",
                        "app-role",
                        "session-1"),
                leak("Cannot change principals during re-authentication from User.alice: User.bob", "alice", "bob"),
                leak(
                        "User: arn:aws-cn:sts::123456789012:assumed-role/app/i-0abc is not authorized to perform"
                                + " sts:AssumeRole on resource: arn:aws-cn:iam::123456789012:role/app",
                        "123456789012",
                        "i-0abc"),
                leak(
                        "https://b-1.kafka.us-east-1.amazonaws.com/?Action=kafka-cluster%3AConnect&X-Amz-Algorithm="
                                + "AWS4-HMAC-SHA256&X-Amz-Credential=AKIDEXAMPLE%2F20261122&X-Amz-Security-Token="
                                + SESSION_TOKEN + "&X-Amz-Signature=" + SIGNATURE,
                        "AKIDEXAMPLE",
                        "IQoJ",
                        SIGNATURE),
                leak(
                        "{\"version\":\"2020_10_22\",\"x-amz-credential\":\"AKID/20261122/us-east-1/kafka-cluster/aws4_request"
                                + "\",\"x-amz-security-token\":\"short\",\"x-amz-signature\":\"" + SIGNATURE + "\"}",
                        "AKID/",
                        "short",
                        SIGNATURE),
                leak("the signature " + SIGNATURE + " does not match", SIGNATURE),
                leak("rejected " + JWT + " as expired", "eyJ", "hbGciOi"),
                leak("Authorization: Bearer abc.def-123", "abc.def"),
                leak("sent header Bearer opaque-12345678", "opaque"),
                leak("token " + SESSION_TOKEN + " is stale", "IQoJ"),
                leak("key wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY is revoked", "wJalr", "bPxR"),
                leak("key id ASIAIOSFODNN7EXAMPLE is unknown", "ASIAIOS"),
                leak("aws_secret_access_key = hunter2", "hunter2"),
                leak("ssl.keystore.password=hunter2, ssl.key.password: \"hunter3\"", "hunter"),
                leak("{\"access_token\":\"opaque\",\"password\":\"pw\\\"x\"}", "opaque", "pw", "x\""),
                leak("https://alice:pw@idp.example/token?sig=Zm9v&client_secret=bar", "alice", "Zm9v", "bar"),
                leak("Principal User:alice is not authorized", "alice"),
                leak("Authentication failed for user 'alice'", "alice"),
                leak("wrong password 'rosebud' at vault", "rosebud"),
                leak("the token was \"rosebud\", which is expired", "rosebud"),
                leak("API key 'rosebud' is unknown", "rosebud"),
                leak("User:CN=alice,OU=eng,O=x is not authorized", "alice", "eng", "O=x"),
                leak(
                        "principal CN=alice, OU=Big Corp, O=Deep Sea Fishing, C=NO is unknown",
                        "alice",
                        "Corp",
                        "Fishing"),
                leak("user alice is locked", "alice"),
                leak("Principal alice has no access", "alice"),
                leak("Invalid password for alice", "alice"),
                leak("bad credentials for alice, try again", "alice"),
                leak("No credentials for kafka/b-1.example@EXAMPLE.COM, alice@EXAMPLE.COM", "b-1", "alice"),
                leak("mail to alice.smith+x@corp.example.org", "alice", "corp"),
                leak("bad message n,,n=alice,r=fyko+d2lbbFgONRv9qkxdawL", "alice", "fyko"),
                leak("c=biws,r=fyko3rfcNH,p=v0X8v3Bz2T0CJGbJQyF0X+HI4Ts=", "fyko", "v0X8"),
                leak("bytes [0, 97, 108, 105, 99, 101, 0, 115, 51, 99, 114, 51, 116, -1]", "97, 108"),
                leak("-----BEGIN PRIVATE KEY-----\nMIIEvQ\nIBADANBg\n-----END PRIVATE KEY----- is odd", "MIIE", "IBAD"),
                leak("password=\"never closed", "never"));
    }

    private static Arguments leak(String text, String... secrets) {
        return Arguments.of(text, List.of(secrets));
    }

    @ParameterizedTest
    @MethodSource("secrets")
    void secretsAndIdentitiesGo(String text, List<String> secrets) {
        assertThat(text).contains(secrets);
        assertThat(SecretShapes.mask(text)).contains("***").doesNotContain(secrets);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "Cannot change principals during re-authentication from User.a: User.b"
                        + "| Cannot change principals during re-authentication from ***",
                "PlainLoginModule required username=\"a\" password=\"b\"; is wrong| PlainLoginModule required *** is wrong",
                "login failed: password=x, host=b-1| login failed: password=***, host=b-1",
                "User:CN=alice,OU=eng,O=x is not authorized| User:*** is not authorized",
                "user alice is locked| user *** is locked",
                "GET /?Action=Connect&X-Amz-Signature=abc&X=1| GET /?Action=Connect&X-Amz-Signature=***&X=1",
            })
    void whatIsAroundASecretStays(String text, String scrubbed) {
        assertThat(SecretShapes.mask(text)).isEqualTo(scrubbed);
    }

    @Test
    void aResultIsOneLineOfBoundedLength() {
        assertThat(SecretShapes.mask("first\r\nsecond\u2028third\u001b[31m")).isEqualTo("first  second third [31m");
        assertThat(SecretShapes.mask("word ".repeat(10_000)))
                .hasSize(Scrubber.MAX_LENGTH)
                .endsWith("…");
        assertThat(SecretShapes.mask(null)).isEmpty();
    }

    @Test
    void aSecretCutInHalfDoesNotShow() {
        String longJaas = "x required " + "option=\"" + "y ".repeat(1_990) + "\" password=\"hunter2hunter2\";";
        assertThat(SecretShapes.mask(longJaas)).doesNotContain("hunter");
    }

    @Property(tries = 300)
    void noTextIsTooOdd(@ForAll String text) {
        assertThat(SecretShapes.mask(text)).hasSizeLessThanOrEqualTo(Scrubber.MAX_LENGTH);
    }

    @ParameterizedTest
    @ValueSource(strings = {"a", "A1b", "\"\\", "password=\"\\a", "1, ", "a=b,", "x.y-", " required a="})
    void noTextIsTooSlow(String part) {
        long begin = System.nanoTime();
        SecretShapes.mask(part.repeat(20_000));
        assertThat(System.nanoTime() - begin).isLessThan(2_000_000_000L);
    }
}
