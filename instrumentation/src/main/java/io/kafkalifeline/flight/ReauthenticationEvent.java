package io.kafkalifeline.flight;

import jdk.jfr.Category;
import jdk.jfr.Description;
import jdk.jfr.Label;
import jdk.jfr.Name;
import jdk.jfr.StackTrace;
import jdk.jfr.Timespan;

/** One renewal of a session (KIP-368). */
@Name("io.kafkalifeline.Reauthentication")
@Label("Reauthentication")
@Category({"Kafka", "Lifeline"})
@Description("A session was renewed, or was not")
@StackTrace(false)
final class ReauthenticationEvent extends BrokerEvent {
    @Label("Trigger")
    String trigger;

    @Label("Session Time Remaining")
    @Timespan(Timespan.NANOSECONDS)
    long sessionTimeRemaining;

    @Label("Hold")
    @Description("For how long requests were held because the session could not carry them")
    @Timespan(Timespan.NANOSECONDS)
    long hold;

    @Label("Requests in Flight")
    int inFlightRequests;
}
