package io.kafkalifeline.init;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TargetTest {
    @Test
    void aBrokerIsTheSameUnderEachOfItsNodeIds() {
        assertThat(target("-1").broker()).isEqualTo("b-1.example:9098");
        assertThat(target("3").broker()).isEqualTo(target("-1").broker());
        assertThat(Target.broker("b-1.example", 9098)).isEqualTo(target("3").broker());
    }

    @ParameterizedTest
    @CsvSource({"-1, true", "-27, true", "0, false", "3, false", "2147483644, false"})
    void bootstrapServersHaveNegativeIds(String nodeId, boolean bootstrap) {
        assertThat(target(nodeId).isBootstrap()).isEqualTo(bootstrap);
        assertThat(Target.isBootstrap(nodeId)).isEqualTo(bootstrap);
    }

    @Test
    void operatorsSeeItWithItsId() {
        assertThat(target("-1")).hasToString("b-1.example:9098 (id -1)");
    }

    private static Target target(String nodeId) {
        return new Target("orders", nodeId, "b-1.example", 9098, null);
    }
}
