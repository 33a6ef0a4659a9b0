package io.kafkalifeline.telemetry;

import io.kafkalifeline.log.AgentVersion;
import io.opentelemetry.api.OpenTelemetry;
import io.opentelemetry.api.metrics.Meter;
import io.opentelemetry.api.metrics.MeterBuilder;
import io.opentelemetry.api.trace.Tracer;
import io.opentelemetry.api.trace.TracerBuilder;

/** The instrumentation scope of our spans and metrics: whose they are, and of which version. */
final class Scope {
    private static final String NAME = "io.kafkalifeline";

    private Scope() {}

    static Tracer tracer(OpenTelemetry openTelemetry) {
        TracerBuilder tracer = openTelemetry.tracerBuilder(NAME);
        String version = AgentVersion.orNull();
        return version == null
                ? tracer.build()
                : tracer.setInstrumentationVersion(version).build();
    }

    static Meter meter(OpenTelemetry openTelemetry) {
        MeterBuilder meter = openTelemetry.meterBuilder(NAME);
        String version = AgentVersion.orNull();
        return version == null
                ? meter.build()
                : meter.setInstrumentationVersion(version).build();
    }
}
