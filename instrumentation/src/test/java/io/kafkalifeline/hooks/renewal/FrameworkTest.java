package io.kafkalifeline.hooks.renewal;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class FrameworkTest {
    @ParameterizedTest
    @ValueSource(
            strings = {
                "orders-StreamThread-1-consumer",
                "orders-StreamThread-12-producer",
                "orders-StreamThread-1-restore-consumer",
                "orders-8a4c2f9e-1b7d-4c55-9f60-2f1f2b3c4d5e-StreamThread-1-consumer",
                "orders-8a4c2f9e-1b7d-4c55-9f60-2f1f2b3c4d5e-admin",
                "orders-8a4c2f9e-1b7d-4c55-9f60-2f1f2b3c4d5e-global-consumer",
                "connector-producer-orders-sink-0",
                "connector-consumer-orders-sink-12",
                "connector-adminclient-orders-sink-0"
            })
    void aClientOfAFrameworkIsKnownByTheNameThatTheFrameworkGaveIt(String clientId) {
        assertThat(Framework.owns(clientId)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "producer-1",
                "consumer-orders-1",
                "adminclient-1",
                "orders-admin",
                "streams-orders",
                "connect-orders",
                "connector-orders",
                "StreamThread"
            })
    void anApplicationsOwnClientIsNotTakenForOne(String clientId) {
        assertThat(Framework.owns(clientId)).isFalse();
    }
}
