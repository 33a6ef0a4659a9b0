package io.kafkalifeline.agent.sdk;

import io.kafkalifeline.init.Initialisation;
import java.util.List;

/** An initialisation on its way, with the application whose client it was. Immutable. */
final class Addressed {
    private final Initialisation initialisation;
    private final List<ApplicationOpenTelemetry> application;

    /** @param application see {@link Applications#calling()} */
    Addressed(Initialisation initialisation, List<ApplicationOpenTelemetry> application) {
        this.initialisation = initialisation;
        this.application = application;
    }

    Initialisation initialisation() {
        return initialisation;
    }

    /** The copies of OpenTelemetry's API that the application sees, its own one first. */
    List<ApplicationOpenTelemetry> application() {
        return application;
    }
}
