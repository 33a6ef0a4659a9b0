package io.kafkalifeline.hooks.kafka;

import io.kafkalifeline.init.WeakKey;
import java.lang.ref.Reference;
import java.lang.ref.ReferenceQueue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;

/**
 * Keeps a value for an object of Kafka's, whose class must get no new field. Keys are held weakly and compared by
 * identity, because {@code KafkaChannel.equals} takes channels of different clients for the same one. A value that
 * refers to its key is never collected: it must be removed. Any thread.
 *
 * <p>It is written here and not taken from a library, because it is asked for every request, on the application's
 * threads, and must load no other classes.
 */
public final class WeakIdentityMap<V> {
    private final ConcurrentMap<Object, V> map = new ConcurrentHashMap<>();
    private final ReferenceQueue<Object> collected = new ReferenceQueue<>();

    /** Returns the value, or null. */
    public V get(Object key) {
        return key == null ? null : map.get(new Lookup(key));
    }

    /** Sets the value of that key. */
    public void put(Object key, V value) {
        removeCollected();
        map.put(new WeakKey(key, collected), value);
    }

    /** Forgets that key now; needed where its value refers to it. */
    public void remove(Object key) {
        map.remove(new Lookup(key));
    }

    private void removeCollected() {
        for (Reference<?> key = collected.poll(); key != null; key = collected.poll()) {
            map.remove(key);
        }
    }

    /** Finds a {@link WeakKey} without making a reference that the collector has to look after. */
    private static final class Lookup {
        private final Object referent;

        Lookup(Object referent) {
            this.referent = referent;
        }

        @Override
        public int hashCode() {
            return System.identityHashCode(referent);
        }

        @Override
        @SuppressWarnings("EqualsUnsafeCast") // only ever asked by the map of the class around it, about its keys
        public boolean equals(Object key) {
            return ((WeakKey) key).get() == referent;
        }
    }
}
