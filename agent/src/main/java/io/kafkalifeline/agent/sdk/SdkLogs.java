package io.kafkalifeline.agent.sdk;

import io.kafkalifeline.log.OperatorLog;
import io.kafkalifeline.log.Scrubber;
import io.kafkalifeline.log.Throttle;
import io.kafkalifeline.telemetry.OwnThreads;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.logging.Filter;
import java.util.logging.Level;
import java.util.logging.LogRecord;
import java.util.logging.Logger;

/**
 * Keeps our SDK's log records out of the application's log.
 *
 * <p>java.util.logging is one for the whole JVM, and the application may log its own SDK under the same logger names.
 * So nothing of its configuration is changed (no level, no handler, no parent): a filter on just the loggers that our
 * SDK uses takes out the records of our own threads and leaves all others to the filter that was there.
 */
final class SdkLogs implements Filter {
    private static final String EXPORTER = "io.opentelemetry.exporter.otlp.internal.HttpExporter";
    private static final String PORTS = "io.opentelemetry.exporter.otlp.internal.OtlpConfigUtil";

    /** Failed exports are told by ExportFailures, a port for gRPC by UsableSettings, so that an operator can use it. */
    private static final Set<String> TOLD_ELSEWHERE = Set.of(EXPORTER, PORTS);

    private static final List<String> NAMES = List.of(
            EXPORTER,
            PORTS,
            "io.opentelemetry.exporter.otlp.internal.HttpExporterBuilder",
            "io.opentelemetry.exporter.internal.SenderUtil",
            "io.opentelemetry.exporter.sender.jdk.internal.JdkHttpSender",
            "io.opentelemetry.sdk.OpenTelemetrySdk",
            "io.opentelemetry.sdk.autoconfigure.AutoConfiguredOpenTelemetrySdkBuilder",
            "io.opentelemetry.sdk.autoconfigure.EnvironmentResource",
            "io.opentelemetry.sdk.common.CompletableResultCode",
            "io.opentelemetry.sdk.metrics.SdkMeterProvider",
            "io.opentelemetry.sdk.metrics.export.PeriodicMetricReader",
            "io.opentelemetry.sdk.resources.Resource",
            "io.opentelemetry.sdk.trace.SdkSpan",
            "io.opentelemetry.sdk.trace.SdkTracerProvider",
            "io.opentelemetry.sdk.trace.export.BatchSpanProcessor",
            "io.opentelemetry.sdk.trace.export.BatchSpanProcessorBuilder",
            "io.opentelemetry.sdk.trace.samplers.ParentBasedSamplerBuilder");

    /** The log manager holds loggers weakly, and a filter dies with its logger. */
    private static final List<Logger> LOGGERS = new ArrayList<>();

    private final Filter application;
    private final Throttle lines;

    private SdkLogs(Filter application, Throttle lines) {
        this.application = application;
        this.lines = lines;
    }

    /**
     * Call it once, on a thread of ours.
     *
     * @param lines permits our lines together with those of {@link ExportFailures}
     */
    static void capture(Throttle lines) {
        for (String name : NAMES) {
            Logger logger = Logger.getLogger(name);
            logger.setFilter(new SdkLogs(logger.getFilter(), lines));
            LOGGERS.add(logger);
        }
    }

    @Override
    public boolean isLoggable(LogRecord logRecord) {
        if (!OwnThreads.onOne()) {
            return application == null || application.isLoggable(logRecord);
        }
        if (logRecord.getLevel().intValue() >= Level.WARNING.intValue()
                && !TOLD_ELSEWHERE.contains(logRecord.getLoggerName())
                && lines.permits()) {
            OperatorLog.line("OpenTelemetry: " + Scrubber.scrub(logRecord.getMessage()));
        }
        return false;
    }
}
