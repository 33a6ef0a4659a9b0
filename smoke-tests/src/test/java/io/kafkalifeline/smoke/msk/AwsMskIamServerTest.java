package io.kafkalifeline.smoke.msk;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import org.apache.kafka.common.errors.SaslAuthenticationException;
import org.junit.jupiter.api.Test;

/** That it takes what Amazon's library signs is shown by every scenario; here is what it does not take. */
class AwsMskIamServerTest {
    private static final Credentials CREDENTIALS = new Credentials("pod-1", 7);
    private static final DateTimeFormatter AMZ_DATE = DateTimeFormatter.ofPattern("yyyyMMdd'T'HHmmss'Z'");
    private final LocalDateTime now = LocalDateTime.now(ZoneOffset.UTC);

    private final AwsMskIamServer server = new AwsMskIamServer();

    @Test
    void takesAGoodSignatureForTheSessionInTheToken() throws JsonProcessingException {
        server.evaluateResponse(payload(CREDENTIALS.secretAccessKey(), now));

        assertThat(server.isComplete()).isTrue();
        assertThat(server.getAuthorizationID()).endsWith("assumed-role/app-role/pod-1");
    }

    @Test
    void refusesASignatureByAnotherKey() {
        assertThatThrownBy(() -> server.evaluateResponse(payload(new Credentials("pod-1", 8).secretAccessKey(), now)))
                .isInstanceOf(SaslAuthenticationException.class)
                .hasMessageMatching("\\[[-0-9a-f]{36}]: Access denied.*signature");
        assertThat(server.isComplete()).isFalse();
    }

    @Test
    void refusesASignatureOfAnHourAgo() {
        assertThatThrownBy(() -> server.evaluateResponse(payload(CREDENTIALS.secretAccessKey(), now.minusHours(1))))
                .isInstanceOf(SaslAuthenticationException.class)
                .hasMessageContaining("date");
    }

    private static byte[] payload(String secret, LocalDateTime signed) throws JsonProcessingException {
        String date = signed.format(AMZ_DATE);
        String scope = date.substring(0, 8) + "/us-east-1/kafka-cluster/aws4_request";
        Map<String, String> query = new TreeMap<>(Map.of(
                "Action", "kafka-cluster:Connect",
                "X-Amz-Algorithm", "AWS4-HMAC-SHA256",
                "X-Amz-Credential", CREDENTIALS.accessKeyId() + "/" + scope,
                "X-Amz-Date", date,
                "X-Amz-Expires", "900",
                "X-Amz-Security-Token", CREDENTIALS.sessionToken(),
                "X-Amz-SignedHeaders", "host"));
        Map<String, String> payload = new TreeMap<>(Map.of(
                "version", "2020_10_22", "host", "b-1.smoke.kafka.us-east-1.amazonaws.com", "user-agent", "test"));
        query.forEach((name, value) -> payload.put(name.toLowerCase(Locale.ROOT), value));
        payload.put("x-amz-signature", SigV4.signature(secret, scope, date, payload.get("host"), query));
        return new ObjectMapper().writeValueAsBytes(payload);
    }
}
