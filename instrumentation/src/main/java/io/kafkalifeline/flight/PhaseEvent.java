package io.kafkalifeline.flight;

import jdk.jfr.Category;
import jdk.jfr.Description;
import jdk.jfr.Label;
import jdk.jfr.Name;
import jdk.jfr.StackTrace;

/** One phase of an initialisation or re-authentication. */
@Name("io.kafkalifeline.BrokerInitialisationPhase")
@Label("Broker Initialisation Phase")
@Category({"Kafka", "Lifeline"})
@Description("DNS, TCP, TLS, SASL or ApiVersions of one connection")
@StackTrace(false)
final class PhaseEvent extends BrokerEvent {
    @Label("Phase")
    String phase;
}
