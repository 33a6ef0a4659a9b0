package io.kafkalifeline.smoke;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

class PromQlTest {
    private static final Map<String, Set<String>> EXPORTED =
            Map.of("kafka_a_seconds_count", Set.of("kafka_outcome", "error_type"), "kafka_b", Set.of("server_address"));

    @Test
    void whatIsExportedIsKnown() {
        assertThat(unknown("sum by (le, kafka_outcome) (rate(kafka_a_seconds_count{job=~\"$job\","
                        + " error_type!=\"kafka_text\"}[5m])) / on (job) kafka_b > 0"))
                .isEmpty();
    }

    @Test
    void aMetricThatNobodyExportsIsFound() {
        assertThat(unknown("rate(kafka_a_seconds_total[5m]) unless kafka_b")).containsExactly("kafka_a_seconds_total");
    }

    @Test
    void aLabelThatTheMetricDoesNotHaveIsFound() {
        assertThat(unknown("kafka_b{error_type=\"x\"}")).containsExactly("kafka_b.error_type");
        assertThat(unknown("sum by (error_type, server_address) (kafka_b)")).containsExactly("error_type");
    }

    private static Set<String> unknown(String expression) {
        return PromQl.of(expression).unknown(EXPORTED);
    }
}
