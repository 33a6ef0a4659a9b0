package io.kafkalifeline.hooks.renewal;

import java.util.Map;
import org.slf4j.MDC;

/**
 * What the application's log lines of one thread carry (SLF4J's MDC), for a thread of ours that calls the application's
 * code in its place. Immutable.
 */
final class DiagnosticContext {
    private static final DiagnosticContext NONE = new DiagnosticContext(null);

    /** Null where there is none. */
    private final Map<String, String> entries;

    private DiagnosticContext(Map<String, String> entries) {
        this.entries = entries;
    }

    static DiagnosticContext ofThisThread() {
        try {
            return new DiagnosticContext(MDC.getCopyOfContextMap());
        } catch (RuntimeException | LinkageError e) {
            // A logging library that has none, or not all of it.
            return NONE;
        }
    }

    /** Gives it to the calling thread. */
    void set() {
        if (entries == null) {
            return;
        }
        try {
            MDC.setContextMap(entries);
        } catch (RuntimeException | LinkageError e) {
            // As without.
        }
    }
}
