package io.kafkalifeline.smoke.msk;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import javax.security.sasl.SaslServer;
import org.apache.kafka.common.errors.SaslAuthenticationException;

/** The broker's side of {@code AWS_MSK_IAM}: one message, a SigV4 presigned request, which it verifies. */
final class AwsMskIamServer implements SaslServer {
    static final String MECHANISM = "AWS_MSK_IAM";

    private static final String VERSION = "2020_10_22";
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final DateTimeFormatter AMZ_DATE = DateTimeFormatter.ofPattern("yyyyMMdd'T'HHmmss'Z'");
    /** As the signed names are spelt; the payload has them in lower case. */
    private static final Map<String, String> SIGNED = Map.of(
            "action", "Action",
            "x-amz-algorithm", "X-Amz-Algorithm",
            "x-amz-credential", "X-Amz-Credential",
            "x-amz-date", "X-Amz-Date",
            "x-amz-security-token", "X-Amz-Security-Token",
            "x-amz-signedheaders", "X-Amz-SignedHeaders",
            "x-amz-expires", "X-Amz-Expires");

    private Credentials credentials;

    @Override
    public byte[] evaluateResponse(byte[] response) {
        Map<String, String> payload = parse(response);
        Credentials claimed = Credentials.ofToken(field(payload, "x-amz-security-token"));
        verify(payload, claimed);
        credentials = claimed;
        try {
            return JSON.writeValueAsBytes(
                    Map.of("version", VERSION, "request-id", UUID.randomUUID().toString()));
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Whose they are; null before {@link #isComplete}. */
    Credentials credentials() {
        return credentials;
    }

    private static Map<String, String> parse(byte[] response) {
        try {
            return JSON.readValue(response, new TypeReference<>() {});
        } catch (IOException e) {
            throw denied("not a JSON object of strings");
        }
    }

    private static void verify(Map<String, String> payload, Credentials claimed) {
        require(field(payload, "version").equals(VERSION), "version");
        require(field(payload, "action").equals("kafka-cluster:Connect"), "action");
        require(field(payload, "x-amz-signedheaders").equals("host"), "signed headers");
        String[] credential = field(payload, "x-amz-credential").split("/", 2);
        require(credential[0].equals(claimed.accessKeyId()), "access key");
        require(credential[1].endsWith("/kafka-cluster/aws4_request"), "scope");
        String date = field(payload, "x-amz-date");
        LocalDateTime signed = LocalDateTime.parse(date, AMZ_DATE);
        LocalDateTime now = LocalDateTime.now(ZoneOffset.UTC);
        long validS = Long.parseLong(field(payload, "x-amz-expires"));
        require(
                signed.isBefore(now.plusMinutes(1))
                        && signed.plusSeconds(validS).isAfter(now),
                "date");
        Map<String, String> query = new TreeMap<>();
        SIGNED.forEach((name, signedName) -> query.put(signedName, field(payload, name)));
        String expected =
                SigV4.signature(claimed.secretAccessKey(), credential[1], date, field(payload, "host"), query);
        require(
                MessageDigest.isEqual(
                        expected.getBytes(StandardCharsets.US_ASCII),
                        field(payload, "x-amz-signature").getBytes(StandardCharsets.US_ASCII)),
                "signature");
    }

    private static String field(Map<String, String> payload, String name) {
        String value = payload.get(name);
        require(value != null, name);
        return value;
    }

    private static void require(boolean met, String what) {
        if (!met) {
            throw denied("the fixture does not accept this " + what);
        }
    }

    private static SaslAuthenticationException denied(String why) {
        return new SaslAuthenticationException("[" + UUID.randomUUID() + "]: Access denied: " + why);
    }

    @Override
    public String getMechanismName() {
        return MECHANISM;
    }

    @Override
    public boolean isComplete() {
        return credentials != null;
    }

    @Override
    public String getAuthorizationID() {
        return credentials.arn();
    }

    @Override
    public byte[] unwrap(byte[] incoming, int offset, int length) {
        throw new IllegalStateException("no security layer");
    }

    @Override
    public byte[] wrap(byte[] outgoing, int offset, int length) {
        throw new IllegalStateException("no security layer");
    }

    @Override
    public Object getNegotiatedProperty(String name) {
        return null;
    }

    @Override
    public void dispose() {}
}
