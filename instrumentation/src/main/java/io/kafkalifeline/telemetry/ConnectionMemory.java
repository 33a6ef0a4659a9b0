package io.kafkalifeline.telemetry;

import io.kafkalifeline.init.WeakKey;
import io.opentelemetry.api.trace.SpanContext;
import java.lang.ref.Reference;
import java.lang.ref.ReferenceQueue;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Remembers of each connection what its later spans need to know. Holds connections weakly and compares them by
 * identity; beyond {@code capacity} it forgets the one that was used longest ago. Confined to one thread.
 */
final class ConnectionMemory {
    /** One connection's traces so far. */
    static final class Traces {
        private SpanContext setup;
        private boolean exported;
        private long exportedNanos;

        /** The span of the connection's setup; null where it was never seen. */
        SpanContext setup() {
            return setup;
        }

        void setup(SpanContext setupSpan) {
            this.setup = setupSpan;
        }

        /**
         * Whether a re-authentication at {@code nowNanos} may become a span: the first, or the first after {@code
         * intervalNanos}.
         */
        boolean permits(long nowNanos, long intervalNanos) {
            if (exported && nowNanos - exportedNanos < intervalNanos) {
                return false;
            }
            exported = true;
            exportedNanos = nowNanos;
            return true;
        }
    }

    private final ReferenceQueue<Object> collected = new ReferenceQueue<>();
    private final LinkedHashMap<WeakKey, Traces> entries;

    ConnectionMemory(int capacity) {
        this.entries = new LinkedHashMap<>(16, 0.75f, true) {
            @Override
            protected boolean removeEldestEntry(Map.Entry<WeakKey, Traces> eldest) {
                return size() > capacity;
            }
        };
    }

    /**
     * Returns what is known of a connection.
     *
     * @param connection may be null: nothing is remembered then
     */
    Traces of(Object connection) {
        expunge();
        if (connection == null) {
            return new Traces();
        }
        return entries.computeIfAbsent(new WeakKey(connection, collected), key -> new Traces());
    }

    int size() {
        expunge();
        return entries.size();
    }

    private void expunge() {
        for (Reference<?> key = collected.poll(); key != null; key = collected.poll()) {
            entries.remove(key);
        }
    }
}
