package io.kafkalifeline.telemetry;

import io.kafkalifeline.init.Detail;
import io.kafkalifeline.init.Failure;
import io.kafkalifeline.init.Initialisation;
import io.kafkalifeline.init.Phase;
import io.kafkalifeline.init.PhaseRecord;
import io.kafkalifeline.init.Preservation;
import io.opentelemetry.api.OpenTelemetry;
import io.opentelemetry.api.common.Attributes;
import io.opentelemetry.api.common.AttributesBuilder;
import io.opentelemetry.api.metrics.DoubleHistogram;
import io.opentelemetry.api.metrics.Meter;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/**
 * Turns initialisations and re-authentications, all of them, into histograms, and {@link LiveCounts} into counters.
 * {@link #accept} is confined to one thread; the counters are read on whatever thread the SDK collects on.
 */
final class InitMetrics implements Consumer<Initialisation> {
    private static final List<Double> SECONDS = List.of(
            0.0005, 0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1.0, 2.5, 5.0, 10.0, 30.0, 60.0, 120.0);
    private static final List<Double> LIFETIMES =
            List.of(0.01, 0.1, 0.5, 1.0, 5.0, 30.0, 60.0, 300.0, 900.0, 3_600.0, 14_400.0, 43_200.0, 86_400.0);

    private final DoubleHistogram setups;
    private final DoubleHistogram phases;
    private final DoubleHistogram reauthentications;
    private final DoubleHistogram holds;
    private final DoubleHistogram lifetimes;

    /** Creates the instruments; {@code counts} are read whenever the SDK collects. */
    public InitMetrics(OpenTelemetry openTelemetry, LiveCounts counts) {
        Meter meter = Scope.meter(openTelemetry);
        setups = histogram(
                meter,
                "kafka.client.connection.setup.duration",
                SECONDS,
                "From the wish for a connection to a broker until the first ordinary request can be sent.");
        phases = histogram(
                meter,
                "kafka.client.connection.phase.duration",
                SECONDS,
                "One phase of an initialisation of a broker.");
        reauthentications = histogram(
                meter, "kafka.client.reauthentication.duration", SECONDS, "The renewal of a session (KIP-368).");
        holds = histogram(
                meter,
                "kafka.client.reauthentication.hold.duration",
                SECONDS,
                "How long requests were held because the session could not carry them.");
        lifetimes = histogram(
                meter,
                "kafka.client.session.lifetime",
                LIFETIMES,
                "The lifetime of a session as the broker granted it.");
        observe(meter, counts);
    }

    @Override
    public void accept(Initialisation initialisation) {
        if (initialisation.reauthentication() == null) {
            setups.record(seconds(initialisation.durationNanos()), setupAttributes(initialisation));
            for (PhaseRecord phase : initialisation.phases()) {
                AttributesBuilder attributes =
                        Attributes.builder().put(Keys.PHASE, phase.phase().id());
                phases.record(
                        seconds(phase.endNanos() - phase.beginNanos()),
                        withError(attributes, phase.failure()).build());
            }
        } else {
            reauthentications.record(
                    seconds(initialisation.durationNanos()), reauthenticationAttributes(initialisation));
            long holdNanos = initialisation.reauthentication().holdNanos();
            if (holdNanos > 0) {
                holds.record(seconds(holdNanos));
            }
        }
        for (PhaseRecord phase : initialisation.phases()) {
            Long lifetimeMs = (Long) phase.details().get(Detail.SESSION_LIFETIME_MS);
            if (phase.phase() == Phase.SASL_AUTHENTICATE && lifetimeMs != null && lifetimeMs > 0) {
                lifetimes.record(lifetimeMs / 1e3);
            }
        }
    }

    private static Attributes setupAttributes(Initialisation initialisation) {
        AttributesBuilder attributes = Attributes.builder()
                .put(Keys.SERVER_ADDRESS, initialisation.target().host())
                .put(Keys.SERVER_PORT, (long) initialisation.target().port())
                .put(Keys.CONNECTION_OUTCOME, initialisation.outcome().id());
        return withError(attributes, initialisation.failure()).build();
    }

    private static Attributes reauthenticationAttributes(Initialisation initialisation) {
        AttributesBuilder attributes = Attributes.builder()
                .put(Keys.REAUTHENTICATION_OUTCOME, initialisation.outcome().id());
        for (PhaseRecord phase : initialisation.phases()) {
            String mechanism = (String) phase.details().get(Detail.SASL_MECHANISM);
            if (mechanism != null) {
                attributes.put(Keys.MECHANISM, mechanism);
            }
        }
        return withError(attributes, initialisation.failure()).build();
    }

    private static AttributesBuilder withError(AttributesBuilder attributes, Failure failure) {
        return failure == null ? attributes : attributes.put(Keys.ERROR_TYPE, failure.errorType());
    }

    private static void observe(Meter meter, LiveCounts counts) {
        meter.upDownCounterBuilder("kafka.client.connection.count")
                .setUnit("{connection}")
                .setDescription("Connections that can carry ordinary requests.")
                .buildWithCallback(measurement -> counts.connections((server, count) -> measurement.record(
                        count,
                        Attributes.of(Keys.SERVER_ADDRESS, server.host(), Keys.SERVER_PORT, (long) server.port()))));
        meter.counterBuilder("kafka.client.reauthentication.preserved_requests")
                .setUnit("{request}")
                .setDescription("Requests that came through a re-authentication.")
                .buildWithCallback(measurement -> {
                    for (Preservation how : Preservation.values()) {
                        measurement.record(counts.preservedRequests(how), Attributes.of(Keys.PRESERVATION, how.id()));
                    }
                });
        meter.counterBuilder("kafka.lifeline.telemetry.dropped")
                .setUnit("{initialisation}")
                .setDescription("Initialisations that something was too slow for, by what they are missing in.")
                .buildWithCallback(measurement -> counts.drops()
                        .each((output, count) -> measurement.record(count, Attributes.of(Keys.OUTPUT, output))));
    }

    private static DoubleHistogram histogram(Meter meter, String name, List<Double> buckets, String description) {
        return meter.histogramBuilder(name)
                .setUnit("s")
                .setDescription(description)
                .setExplicitBucketBoundariesAdvice(buckets)
                .build();
    }

    private static double seconds(long nanos) {
        return (double) nanos / TimeUnit.SECONDS.toNanos(1);
    }
}
