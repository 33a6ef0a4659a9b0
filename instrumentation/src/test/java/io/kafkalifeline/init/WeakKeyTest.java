package io.kafkalifeline.init;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.ref.ReferenceQueue;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;

class WeakKeyTest {
    private final ReferenceQueue<Object> collected = new ReferenceQueue<>();

    @Test
    void comparesByIdentityAlone() {
        String one = new String("same");
        String other = new String("same");
        assertThat(key(one)).isEqualTo(key(one)).hasSameHashCodeAs(key(one));
        assertThat(key(one)).isNotEqualTo(key(other));
        assertThat(key(one).hashCode()).isEqualTo(System.identityHashCode(one));
    }

    @Test
    void isStillFoundInItsMapWhenItsReferentIsGone() {
        Map<WeakKey, String> map = new HashMap<>();
        WeakKey key = key("gone");
        WeakKey other = key("gone too");
        map.put(key, "one");
        map.put(other, "other");
        key.clear();
        other.clear();
        assertThat(map.remove(key)).isEqualTo("one");
        assertThat(map).containsOnlyKeys(other);
    }

    private WeakKey key(Object referent) {
        return new WeakKey(referent, collected);
    }
}
