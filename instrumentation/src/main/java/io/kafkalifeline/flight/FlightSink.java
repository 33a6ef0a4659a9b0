package io.kafkalifeline.flight;

import io.kafkalifeline.init.InitSink;
import io.kafkalifeline.init.Initialisation;
import io.kafkalifeline.log.Described;
import io.kafkalifeline.log.OperatorLog;

/**
 * Shows initialisations in JDK Flight Recorder while a recording is on. Until the first recording begins it costs one
 * look at a field. Without effect in a runtime that lacks {@code jdk.jfr}.
 */
public final class FlightSink implements InitSink {
    private volatile boolean off;

    public FlightSink() {}

    @Override
    public void accept(Initialisation initialisation) {
        if (off) {
            return;
        }
        try {
            if (FlightRecords.wanted()) {
                FlightRecords.write(initialisation);
            }
        } catch (LinkageError e) {
            off = true;
        } catch (RuntimeException e) {
            off = true;
            OperatorLog.once("flight", "events of Flight Recorder stay off: " + Described.of(e));
        }
    }
}
