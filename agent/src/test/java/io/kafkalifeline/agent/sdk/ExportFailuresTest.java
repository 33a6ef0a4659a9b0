package io.kafkalifeline.agent.sdk;

import static org.assertj.core.api.Assertions.assertThat;

import io.kafkalifeline.log.Throttle;
import io.opentelemetry.sdk.common.CompletableResultCode;
import io.opentelemetry.sdk.trace.data.SpanData;
import io.opentelemetry.sdk.trace.export.SpanExporter;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What is known of a collector decides how long the end of the JVM waits for it. */
class ExportFailuresTest {
    private final Throttle lines = new Throttle(Duration.ofMinutes(1), () -> 0);
    private final ExportFailures failures = new ExportFailures("http://spans", "http://metrics", lines);
    private CompletableResultCode next;
    private final SpanExporter exporter = failures.watch(new SpanExporter() {
        @Override
        public CompletableResultCode export(Collection<SpanData> spans) {
            return next;
        }

        @Override
        public CompletableResultCode flush() {
            return CompletableResultCode.ofSuccess();
        }

        @Override
        public CompletableResultCode shutdown() {
            return CompletableResultCode.ofSuccess();
        }
    });

    @Test
    void nothingIsHeldAgainstACollectorThatNobodyHasAskedYet() {
        assertThat(failures.failing()).isFalse();
    }

    @Test
    void itFailsUntilAnExportSucceeds() {
        export(CompletableResultCode.ofFailure());
        assertThat(failures.failing()).isTrue();
        export(CompletableResultCode.ofSuccess());
        assertThat(failures.failing()).isFalse();
    }

    @Test
    void itsLineIsTheOneOfTheMinute() {
        export(CompletableResultCode.ofFailure());
        assertThat(lines.permits()).isFalse();
    }

    private void export(CompletableResultCode result) {
        next = result;
        exporter.export(List.of());
    }
}
