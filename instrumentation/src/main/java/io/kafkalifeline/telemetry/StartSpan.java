package io.kafkalifeline.telemetry;

import java.util.Map;

/** A span's identity without a class of OpenTelemetry's, of which the application may have a copy of its own. */
public final class StartSpan {
    private final String traceId;
    private final String spanId;
    private final byte flags;
    private final Map<String, String> state;

    /** @param state what W3C calls {@code tracestate} */
    public StartSpan(String traceId, String spanId, byte flags, Map<String, String> state) {
        this.traceId = traceId;
        this.spanId = spanId;
        this.flags = flags;
        this.state = state;
    }

    /** In lower-case hexadecimal. */
    public String traceId() {
        return traceId;
    }

    /** In lower-case hexadecimal. */
    public String spanId() {
        return spanId;
    }

    /** W3C's trace flags. */
    public byte flags() {
        return flags;
    }

    /** What W3C calls {@code tracestate}. */
    public Map<String, String> state() {
        return state;
    }
}
