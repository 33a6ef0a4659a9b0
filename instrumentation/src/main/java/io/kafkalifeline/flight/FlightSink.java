package io.kafkalifeline.flight;

import io.kafkalifeline.init.InitSink;
import io.kafkalifeline.init.Initialisation;
import io.kafkalifeline.init.Preservation;
import io.kafkalifeline.init.Target;
import io.kafkalifeline.log.OperatorLog;

/**
 * Shows initialisations in JDK Flight Recorder while a recording is on, and hands everything on. Until the first
 * recording begins it costs one look at a field. In a runtime without {@code jdk.jfr} it only hands on.
 */
public final class FlightSink implements InitSink {
    private final InitSink next;
    private volatile boolean off;

    public FlightSink(InitSink next) {
        this.next = next;
    }

    @Override
    public void accept(Initialisation initialisation) {
        if (!off) {
            record(initialisation);
        }
        next.accept(initialisation);
    }

    private void record(Initialisation initialisation) {
        try {
            if (FlightRecords.wanted()) {
                FlightRecords.write(initialisation);
            }
        } catch (LinkageError e) {
            off = true;
        } catch (RuntimeException e) {
            off = true;
            OperatorLog.once(
                    "flight",
                    "events of Flight Recorder stay off: " + e.getClass().getName());
        }
    }

    @Override
    public void opened(Target target) {
        next.opened(target);
    }

    @Override
    public void closed(Target target) {
        next.closed(target);
    }

    @Override
    public void preserved(Preservation how) {
        next.preserved(how);
    }

    @Override
    public Object startContext() {
        return next.startContext();
    }
}
