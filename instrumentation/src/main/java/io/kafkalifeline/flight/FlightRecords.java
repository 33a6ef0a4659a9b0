package io.kafkalifeline.flight;

import io.kafkalifeline.init.Failure;
import io.kafkalifeline.init.Initialisation;
import io.kafkalifeline.init.PhaseRecord;
import io.kafkalifeline.init.Reauthentication;
import java.util.concurrent.TimeUnit;
import jdk.jfr.FlightRecorder;

/**
 * Writes initialisations to JDK Flight Recorder. Called on network threads: an event goes into a buffer of the
 * thread. Nothing else touches {@code jdk.jfr}, so that a runtime without that module fails in one place.
 */
final class FlightRecords {
    private FlightRecords() {}

    /**
     * Whether a recording is on that takes any of our events. Before the first recording of this JVM not even our
     * event classes are loaded.
     */
    static boolean wanted() {
        return FlightRecorder.isInitialized() && Probes.anyEnabled();
    }

    static void write(Initialisation initialisation) {
        for (PhaseRecord phase : initialisation.phases()) {
            write(phase, initialisation);
        }
        if (initialisation.reauthentication() == null) {
            writeSetup(initialisation);
        } else {
            write(initialisation, initialisation.reauthentication());
        }
    }

    private static void writeSetup(Initialisation initialisation) {
        BrokerInitialisationEvent event = new BrokerInitialisationEvent();
        if (event.isEnabled()) {
            describe(event, initialisation, initialisation.beginNanos(), initialisation.endNanos());
            event.securityProtocol = initialisation.target().securityProtocol();
            event.attempt = initialisation.attempt();
            event.outcome = initialisation.outcome().id();
            fail(event, initialisation.failure());
            event.commit();
        }
    }

    private static void write(Initialisation initialisation, Reauthentication reauthentication) {
        ReauthenticationEvent event = new ReauthenticationEvent();
        if (event.isEnabled()) {
            describe(event, initialisation, initialisation.beginNanos(), initialisation.endNanos());
            event.trigger = reauthentication.trigger().id();
            event.sessionTimeRemaining = reauthentication.remainingNanos();
            event.hold = reauthentication.holdNanos();
            event.inFlightRequests = reauthentication.inFlightRequests();
            event.outcome = initialisation.outcome().id();
            fail(event, initialisation.failure());
            event.commit();
        }
    }

    private static void write(PhaseRecord phase, Initialisation initialisation) {
        PhaseEvent event = new PhaseEvent();
        if (event.isEnabled()) {
            describe(event, initialisation, phase.beginNanos(), phase.endNanos());
            event.phase = phase.phase().id();
            event.outcome = phase.failure() == null ? "done" : "failed";
            fail(event, phase.failure());
            event.commit();
        }
    }

    private static void describe(BrokerEvent event, Initialisation initialisation, long beginNanos, long endNanos) {
        event.began = TimeUnit.NANOSECONDS.toMillis(initialisation.epochNanos(beginNanos));
        event.took = endNanos - beginNanos;
        event.clientId = initialisation.target().clientId();
        event.broker = initialisation.target().broker();
        event.nodeId = initialisation.target().nodeId();
        event.address =
                initialisation.address() == null ? "" : initialisation.address().toString();
    }

    private static void fail(BrokerEvent event, Failure failure) {
        event.errorType = failure == null ? "" : failure.errorType();
        event.error = failure == null ? "" : failure.message().toString();
    }

    /** Answers whether an event is enabled without allocating one. */
    private static final class Probes {
        private static final BrokerEvent SETUP = new BrokerInitialisationEvent();
        private static final BrokerEvent PHASE = new PhaseEvent();
        private static final BrokerEvent REAUTHENTICATION = new ReauthenticationEvent();

        static boolean anyEnabled() {
            return SETUP.isEnabled() || PHASE.isEnabled() || REAUTHENTICATION.isEnabled();
        }
    }
}
