package io.kafkalifeline.hooks.kafka;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.ref.WeakReference;
import org.junit.jupiter.api.Test;

class WeakIdentityMapTest {
    private final WeakIdentityMap<String> map = new WeakIdentityMap<>();

    @Test
    void equalKeysThatAreNotTheSameAreKeptApart() {
        String a = new String("1");
        String b = new String("1");
        map.put(a, "a's");
        map.put(b, "b's");

        assertThat(map.get(a)).isEqualTo("a's");
        assertThat(map.get(b)).isEqualTo("b's");
        assertThat(map.get(new String("1"))).isNull();
    }

    @Test
    void theLastValueOfAKeyCounts() {
        Object key = new Object();
        map.put(key, "old");
        map.put(key, "new");

        assertThat(map.get(key)).isEqualTo("new");
    }

    @Test
    void nothingBelongsToNull() {
        assertThat(map.get(null)).isNull();
    }

    @Test
    void keysAreNotKeptAlive() {
        Object key = new Object();
        WeakReference<Object> seen = new WeakReference<>(key);
        map.put(key, "value");
        key = null;

        while (seen.get() != null) {
            System.gc();
        }
        map.put(new Object(), "another");
        assertThat(seen.get()).isNull();
    }
}
