package io.kafkalifeline.telemetry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.kafkalifeline.init.Initialisation;
import io.kafkalifeline.init.Outcome;
import io.kafkalifeline.init.Phase;
import io.kafkalifeline.init.Preservation;
import io.kafkalifeline.init.Target;
import io.opentelemetry.api.common.AttributeKey;
import io.opentelemetry.api.common.Attributes;
import io.opentelemetry.sdk.OpenTelemetrySdk;
import io.opentelemetry.sdk.metrics.SdkMeterProvider;
import io.opentelemetry.sdk.metrics.data.HistogramPointData;
import io.opentelemetry.sdk.metrics.data.LongPointData;
import io.opentelemetry.sdk.metrics.data.MetricData;
import io.opentelemetry.sdk.testing.exporter.InMemoryMetricReader;
import java.util.Collection;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;

class InitMetricsTest {
    private static final String SETUP = "kafka.client.connection.setup.duration";
    private static final String PHASE = "kafka.client.connection.phase.duration";
    private static final String REAUTHENTICATION = "kafka.client.reauthentication.duration";
    private static final String COUNT = "kafka.client.connection.count";

    private final InMemoryMetricReader reader = InMemoryMetricReader.create();
    private final LiveCounts counts = new LiveCounts(new Drops());
    private final InitMetrics metrics = new InitMetrics(
            OpenTelemetrySdk.builder()
                    .setMeterProvider(SdkMeterProvider.builder()
                            .registerMetricReader(reader)
                            .build())
                    .build(),
            counts);

    @Test
    void aReadyConnectionIsOneSetupAndEachOfItsPhases() {
        Initialisation ready = new RecordedConnection().ready();
        metrics.accept(ready);

        assertThat(metric(SETUP).getUnit()).isEqualTo("s");
        HistogramPointData setup = only(SETUP);
        assertThat(setup.getCount()).isEqualTo(1);
        assertThat(setup.getSum()).isCloseTo(ready.durationNanos() / 1e9, Offset.offset(1e-9));
        assertThat(setup.getAttributes())
                .isEqualTo(Attributes.of(
                        Keys.SERVER_ADDRESS, "b-1.example", Keys.SERVER_PORT, 9098L, Keys.CONNECTION_OUTCOME, "ready"));
        for (Phase phase : Phase.values()) {
            assertThat(point(PHASE, Keys.PHASE, phase.id()).getCount()).isEqualTo(1);
        }
        assertThat(only("kafka.client.session.lifetime").getSum()).isEqualTo(0.936);
    }

    @Test
    void aFailureNamesItsErrorOnTheSetupAndOnThePhaseThatFailed() {
        metrics.accept(new RecordedConnection()
                .failsAt(Phase.SASL_AUTHENTICATE, RecordedConnection.REFUSED, Outcome.WILL_RETRY));

        assertThat(only(SETUP).getAttributes().asMap())
                .containsEntry(Keys.CONNECTION_OUTCOME, "will_retry")
                .containsEntry(Keys.ERROR_TYPE, "SASL_AUTHENTICATION_FAILED");
        assertThat(point(PHASE, Keys.PHASE, "sasl.authenticate").getAttributes().get(Keys.ERROR_TYPE))
                .isEqualTo("SASL_AUTHENTICATION_FAILED");
        assertThat(point(PHASE, Keys.PHASE, "tls").getAttributes().get(Keys.ERROR_TYPE))
                .isNull();
    }

    @Test
    void everyReauthenticationCountsThoughFewAreTraced() {
        RecordedConnection connection = new RecordedConnection();
        for (int i = 0; i < 100; i++) {
            metrics.accept(connection.reauthenticates(Outcome.RENEWED, null));
        }
        metrics.accept(connection.reauthenticates(Outcome.RECONNECTED, RecordedConnection.REFUSED));

        HistogramPointData renewed = point(REAUTHENTICATION, Keys.REAUTHENTICATION_OUTCOME, "renewed");
        assertThat(renewed.getCount()).isEqualTo(100);
        assertThat(renewed.getAttributes().asMap())
                .containsEntry(Keys.MECHANISM, "SCRAM-SHA-512")
                .doesNotContainKey(Keys.ERROR_TYPE);
        assertThat(point(REAUTHENTICATION, Keys.REAUTHENTICATION_OUTCOME, "reconnected")
                        .getAttributes()
                        .get(Keys.ERROR_TYPE))
                .isEqualTo("SASL_AUTHENTICATION_FAILED");
        HistogramPointData holds = only("kafka.client.reauthentication.hold.duration");
        assertThat(holds.getCount()).isEqualTo(101);
        assertThat(holds.getSum()).isCloseTo(101 * 0.25, Offset.offset(1e-6));
        assertThat(collect()).noneMatch(metric -> metric.getName().equals(SETUP));
    }

    @Test
    void connectionsAreCountedByServerAndAServerWithoutAnyIsZero() {
        Target otherNodeId = new Target("payments", "-1", "b-1.example", 9098, "SASL_SSL");
        counts.opened(RecordedConnection.TARGET);
        counts.opened(otherNodeId);
        counts.opened(new Target("orders", "4", "b-2.example", 9098, "SASL_SSL"));
        assertThat(count(COUNT, Keys.SERVER_ADDRESS, "b-1.example")).isEqualTo(2);
        assertThat(count(COUNT, Keys.SERVER_ADDRESS, "b-2.example")).isEqualTo(1);

        counts.closed(otherNodeId);
        counts.closed(RecordedConnection.TARGET);
        assertThat(count(COUNT, Keys.SERVER_ADDRESS, "b-1.example")).isZero();
        assertThat(metric(COUNT).getLongSumData().isMonotonic()).isFalse();
    }

    @Test
    void serversThatAreGoneForGoodAreForgotten() {
        for (int i = 0; i < 3_000; i++) {
            Target target = new Target("orders", "1", "b-" + i + ".example", 9098, "SASL_SSL");
            counts.opened(target);
            counts.closed(target);
        }
        int[] servers = {0};
        counts.connections((server, count) -> servers[0]++);
        assertThat(servers[0]).isLessThan(1_010);
    }

    @Test
    void preservedRequestsTellHow() {
        counts.preserved(Preservation.DELIVERED);
        counts.preserved(Preservation.DELIVERED);
        counts.preserved(Preservation.MOVED);
        String name = "kafka.client.reauthentication.preserved_requests";
        assertThat(count(name, Keys.PRESERVATION, "delivered")).isEqualTo(2);
        assertThat(count(name, Keys.PRESERVATION, "moved")).isEqualTo(1);
    }

    @Test
    void whatDidNotFitIntoTheQueueIsSaid() {
        counts.drops().output("spans");
        counts.drops().dropped("telemetry");
        assertThat(metric("kafka.lifeline.telemetry.dropped").getLongSumData().getPoints())
                .extracting(point -> point.getAttributes().get(Keys.OUTPUT), LongPointData::getValue)
                .containsExactlyInAnyOrder(tuple("spans", 0L), tuple("telemetry", 1L));
    }

    private Collection<MetricData> collect() {
        return reader.collectAllMetrics();
    }

    private MetricData metric(String name) {
        return collect().stream()
                .filter(metric -> metric.getName().equals(name))
                .findFirst()
                .orElseThrow(() -> new AssertionError("no " + name));
    }

    private HistogramPointData only(String name) {
        Collection<HistogramPointData> points = metric(name).getHistogramData().getPoints();
        assertThat(points).hasSize(1);
        return points.iterator().next();
    }

    private HistogramPointData point(String name, AttributeKey<String> key, String value) {
        return metric(name).getHistogramData().getPoints().stream()
                .filter(point -> value.equals(point.getAttributes().get(key)))
                .findFirst()
                .orElseThrow(() -> new AssertionError("no " + value + " in " + name));
    }

    private long count(String name, AttributeKey<String> key, String value) {
        return metric(name).getLongSumData().getPoints().stream()
                .filter(point -> value.equals(point.getAttributes().get(key)))
                .findFirst()
                .orElseThrow(() -> new AssertionError("no " + value + " in " + name))
                .getValue();
    }
}
