package io.kafkalifeline.flight;

import jdk.jfr.Category;
import jdk.jfr.Description;
import jdk.jfr.Label;
import jdk.jfr.Name;
import jdk.jfr.StackTrace;

/** A whole initialisation of a connection, ready or failed. */
@Name("io.kafkalifeline.BrokerInitialisation")
@Label("Broker Initialisation")
@Category({"Kafka", "Lifeline"})
@Description("From wanting a connection to a broker until it could carry requests, or failed")
@StackTrace(false)
final class BrokerInitialisationEvent extends BrokerEvent {
    @Label("Security Protocol")
    String securityProtocol;

    @Label("Attempt")
    @Description("1, 2, … since the broker was last ready")
    int attempt;
}
