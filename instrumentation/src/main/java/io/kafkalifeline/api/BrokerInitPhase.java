package io.kafkalifeline.api;

import java.util.Objects;

/** One phase of a {@link BrokerInitEvent}. Immutable. */
public final class BrokerInitPhase {
    private final String name;
    private final long durationNanos;
    private final String errorType;

    /** @param errorType null where the phase succeeded */
    public BrokerInitPhase(String name, long durationNanos, String errorType) {
        this.name = Objects.requireNonNull(name);
        this.durationNanos = durationNanos;
        this.errorType = errorType;
    }

    /**
     * {@code dns}, {@code tcp}, {@code tls}, {@code sasl.api_versions}, {@code sasl.handshake},
     * {@code sasl.authenticate} or {@code api_versions}.
     */
    public String name() {
        return name;
    }

    /** How long it took, in ns. */
    public long durationNanos() {
        return durationNanos;
    }

    /** As {@link BrokerInitEvent#errorType()}; null where the phase succeeded. */
    public String errorType() {
        return errorType;
    }
}
