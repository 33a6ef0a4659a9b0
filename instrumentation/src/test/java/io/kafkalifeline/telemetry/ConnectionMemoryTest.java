package io.kafkalifeline.telemetry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class ConnectionMemoryTest {
    private final ConnectionMemory memory = new ConnectionMemory(100);

    @Test
    void knowsConnectionsByIdentity() {
        List<String> one = new ArrayList<>();
        List<String> equalOne = new ArrayList<>();

        assertThat(memory.of(one)).isSameAs(memory.of(one)).isNotSameAs(memory.of(equalOne));
    }

    @Test
    void remembersNothingOfNoConnection() {
        assertThat(memory.of(null)).isNotSameAs(memory.of(null));
        assertThat(memory.size()).isZero();
    }

    @Test
    void forgetsTheOneUsedLongestAgo() {
        List<Object> connections = new ArrayList<>();
        for (int i = 0; i < 100; i++) {
            connections.add(new Object());
            memory.of(connections.get(i));
        }
        ConnectionMemory.Traces first = memory.of(connections.get(0));
        ConnectionMemory.Traces second = memory.of(connections.get(1));
        memory.of(connections.get(0));
        for (int i = 2; i < 100; i++) {
            memory.of(connections.get(i));
        }
        Object newcomer = new Object();
        memory.of(newcomer);

        assertThat(memory.size()).isEqualTo(100);
        assertThat(memory.of(connections.get(0))).isSameAs(first);
        assertThat(memory.of(connections.get(1))).isNotSameAs(second);
    }

    @Test
    void keepsNoConnectionAlive() {
        Object kept = new Object();
        memory.of(kept);
        for (int i = 0; i < 50; i++) {
            memory.of(new Object());
        }

        await().until(() -> {
            System.gc();
            return memory.size() == 1;
        });
        assertThat(memory.of(kept)).isSameAs(memory.of(kept));
    }
}
