package io.kafkalifeline.flight;

import jdk.jfr.Description;
import jdk.jfr.Event;
import jdk.jfr.Label;
import jdk.jfr.Timespan;
import jdk.jfr.Timestamp;

/**
 * The fields that all our events have. An event is committed when all is over, because it tells the outcome: {@code
 * startTime} is that moment; {@code began} and {@code took} are the times of what it tells of.
 */
abstract class BrokerEvent extends Event {
    @Label("Began")
    @Timestamp(Timestamp.MILLISECONDS_SINCE_EPOCH)
    long began;

    @Label("Took")
    @Timespan(Timespan.NANOSECONDS)
    long took;

    @Label("Client Id")
    String clientId;

    @Label("Broker")
    @Description("host:port")
    String broker;

    @Label("Node Id")
    String nodeId;

    @Label("Address")
    @Description("The address that was dialled, and which of the name's addresses it is where there are several")
    String address;

    @Label("Outcome")
    String outcome;

    @Label("Error Type")
    @Description("Kafka's error, or the class of an exception; empty where nothing failed")
    String errorType;

    @Label("Error")
    @Description("What happened, in words without secrets")
    String error;
}
