package io.kafkalifeline.agent.sdk;

import io.kafkalifeline.telemetry.CurrentSpan;
import io.opentelemetry.api.GlobalOpenTelemetry;
import io.opentelemetry.api.OpenTelemetry;
import java.util.function.Supplier;

/** The OpenTelemetry Java agent, which bridges every copy of OpenTelemetry's API in the JVM, ours included. */
final class JavaAgent {
    private static final String BOOTSTRAP_CLASS = "io.opentelemetry.javaagent.bootstrap.AgentInitializer";
    private static final String BRIDGE = "io.opentelemetry.javaagent.";

    private JavaAgent() {}

    /** Whether it is in this JVM. Loads nothing of OpenTelemetry's. */
    static boolean present() {
        try {
            Class.forName(BOOTSTRAP_CLASS, false, null);
            return true;
        } catch (ClassNotFoundException | LinkageError e) {
            return false;
        }
    }

    /**
     * Returns the OpenTelemetry that leads to its exporters; null where it does not bridge. Call it only where it is
     * {@link #present}.
     */
    static OpenTelemetry bridge() {
        OpenTelemetry openTelemetry = GlobalOpenTelemetry.get();
        return openTelemetry.getClass().getName().startsWith(BRIDGE) ? openTelemetry : null;
    }

    /** Returns the current span in the Java agent's context, through our own copy of the API. */
    static Supplier<?> currentSpan() {
        return new CurrentSpan();
    }
}
