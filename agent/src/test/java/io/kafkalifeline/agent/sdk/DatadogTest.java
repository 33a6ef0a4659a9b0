package io.kafkalifeline.agent.sdk;

import static org.assertj.core.api.Assertions.assertThat;

import io.opentelemetry.api.OpenTelemetry;
import io.opentelemetry.api.trace.TracerProvider;
import io.opentelemetry.context.propagation.ContextPropagators;
import net.bytebuddy.ByteBuddy;
import org.junit.jupiter.api.Test;

/** Played with dd-java-agent 1.68.1 and dd.trace.otel.enabled=true: it gives a tracer provider of its own. */
class DatadogTest {
    @Test
    void itIsKnownByTheTracerProviderThatItGives() throws Exception {
        TracerProvider datadogs = new ByteBuddy()
                .subclass(Object.class)
                .implement(TracerProvider.class)
                .name("datadog.trace.instrumentation.opentelemetry14.trace.OtelTracerProvider")
                .make()
                .load(getClass().getClassLoader())
                .getLoaded()
                .asSubclass(TracerProvider.class)
                .getConstructor()
                .newInstance();

        assertThat(SdkStart.isTakenByDatadog(new Rewritten(datadogs))).isTrue();
        assertThat(SdkStart.isTakenByDatadog(OpenTelemetry.noop())).isFalse();
    }

    private record Rewritten(TracerProvider provider) implements OpenTelemetry {
        @Override
        public TracerProvider getTracerProvider() {
            return provider;
        }

        @Override
        public ContextPropagators getPropagators() {
            return ContextPropagators.noop();
        }
    }
}
