package io.kafkalifeline.agent.sdk;

import io.kafkalifeline.init.Initialisation;
import io.kafkalifeline.log.OperatorLog;
import io.kafkalifeline.telemetry.Emission;
import io.kafkalifeline.telemetry.LiveCounts;
import io.kafkalifeline.telemetry.TelemetrySettings;
import io.opentelemetry.api.OpenTelemetry;
import java.util.List;
import java.util.function.Consumer;

/**
 * Decides for each application whose OpenTelemetry takes its spans and metrics: that of the OpenTelemetry Java agent,
 * the application's global one, or our own, which is started when the first application needs it. Holds no application.
 * Confined to the telemetry's thread, but for {@link #areFor}.
 */
final class Destinations {
    private final OtelSettings settings;
    private final TelemetrySettings wanted;
    private final LiveCounts counts;
    private final SdkStart ours;
    private Consumer<Initialisation> agents;
    private boolean oursAsked;
    private boolean resting;
    private Consumer<Initialisation> throughOurs;
    private volatile boolean oursIsNone;

    /** @param counts of the applications whose spans do not go through an OpenTelemetry of their own */
    Destinations(OtelSettings settings, TelemetrySettings wanted, LiveCounts counts, SdkStart ours) {
        this.settings = settings;
        this.wanted = wanted;
        this.counts = counts;
        this.ours = ours;
    }

    /** Begins to take initialisations; null where the operator wants no telemetry at all. */
    Consumer<Addressed> start() {
        if (settings.disabled()) {
            OperatorLog.line(wanted + " stay off: " + settings.disabledAsWritten() + " switches all telemetry off");
            return null;
        }
        agents = throughTheAgents();
        return this::accept;
    }

    /**
     * Whether an application's initialisations may go anywhere: not where nothing is configured, and it has no
     * OpenTelemetry that it could set. Any thread.
     */
    boolean areFor(List<ApplicationOpenTelemetry> application) {
        return !application.isEmpty() || !oursIsNone;
    }

    /** Whether nobody has taken the last one, and nobody will take one of the same application. */
    boolean resting() {
        return resting;
    }

    private void accept(Addressed addressed) {
        List<ApplicationOpenTelemetry> application = addressed.application();
        resting = false;
        Consumer<Initialisation> shared = agents;
        if (shared == null) {
            if (throughItsOwn(addressed.initialisation(), application)) {
                return;
            }
            shared = throughOurs();
        }
        if (shared == null) {
            resting = application.isEmpty();
            return;
        }
        for (ApplicationOpenTelemetry copy : application) {
            copy.leaveToUs();
        }
        if (!application.isEmpty()) {
            application.get(0).countedBy(counts);
        }
        shared.accept(addressed.initialisation());
    }

    private boolean throughItsOwn(Initialisation initialisation, List<ApplicationOpenTelemetry> application) {
        for (ApplicationOpenTelemetry copy : application) {
            Consumer<Initialisation> output = copy.output(wanted);
            if (output != null) {
                application.get(0).countedBy(copy.counts());
                try {
                    output.accept(initialisation);
                    return true;
                } catch (LinkageError e) {
                    copy.failed(e);
                }
            }
        }
        return false;
    }

    private Consumer<Initialisation> throughTheAgents() {
        if (!JavaAgent.present()) {
            return null;
        }
        OpenTelemetry bridge = JavaAgent.bridge();
        if (bridge == null) {
            return null;
        }
        OperatorLog.line(wanted + " go through the OpenTelemetry Java agent");
        return new Emission(wanted, counts).to(bridge);
    }

    private Consumer<Initialisation> throughOurs() {
        if (!oursAsked) {
            oursAsked = true;
            throughOurs = ours.get();
            oursIsNone = throughOurs == null;
        }
        return throughOurs;
    }
}
