package io.kafkalifeline.hooks.kafka;

import static io.kafkalifeline.weave.Feature.DIAGNOSIS;
import static io.kafkalifeline.weave.Feature.REAUTHENTICATION;
import static io.kafkalifeline.weave.Feature.RECORDING;

import io.kafkalifeline.weave.Requires;
import org.apache.kafka.clients.NetworkClient;
import org.apache.kafka.common.network.Send;
import org.apache.kafka.common.requests.AbstractRequest;
import org.apache.kafka.common.requests.RequestHeader;

/** The members of {@code NetworkClient$InFlightRequest} and {@code InFlightRequests}, which are not public. */
@Requires(
        feature = {REAUTHENTICATION, RECORDING, DIAGNOSIS},
        type = "clients.NetworkClient$InFlightRequest",
        members = "destination")
@Requires(feature = DIAGNOSIS, type = "clients.NetworkClient$InFlightRequest", members = "header")
@Requires(feature = DIAGNOSIS, type = "common.requests.RequestHeader", members = "apiKey()")
@Requires(feature = DIAGNOSIS, type = "common.protocol.ApiKeys", members = "name")
@Requires(
        feature = REAUTHENTICATION,
        type = "clients.NetworkClient$InFlightRequest",
        members = {"request", "expectResponse", "isInternalRequest", "send", "sendTimeMs", "requestTimeoutMs"})
@Requires(feature = REAUTHENTICATION, type = "clients.InFlightRequests", members = "add()")
@Requires(feature = REAUTHENTICATION, type = "common.requests.AbstractRequest", members = "apiKey()")
@Requires(feature = REAUTHENTICATION, type = "common.network.Send", members = "size()")
public final class InFlightRequestMembers {
    private static final String TYPE = "org.apache.kafka.clients.NetworkClient$InFlightRequest";
    private static final PrivateField DESTINATION = PrivateField.of(NetworkClient.class, TYPE, "destination");

    private InFlightRequestMembers() {}

    /** The id of the node that it goes to. */
    public static String destination(Object inFlightRequest) {
        return (String) DESTINATION.get(inFlightRequest);
    }

    /** The name of its kind in Kafka's protocol, for example {@code Produce}. */
    public static String api(Object inFlightRequest) {
        return ((RequestHeader) Diagnosis.HEADER.get(inFlightRequest)).apiKey().name;
    }

    /** Kafka's request. */
    public static AbstractRequest request(Object inFlightRequest) {
        return (AbstractRequest) Reauthentication.REQUEST.get(inFlightRequest);
    }

    /** False where the broker does not answer it, as a Produce with {@code acks=0}. */
    public static boolean expectsResponse(Object inFlightRequest) {
        return Reauthentication.EXPECTS_RESPONSE.getBoolean(inFlightRequest);
    }

    /** Whether NetworkClient made it itself, as it does a Metadata request. */
    public static boolean isInternal(Object inFlightRequest) {
        return Reauthentication.INTERNAL.getBoolean(inFlightRequest);
    }

    /** The bytes to be written; while the request waits, none of them has been. */
    public static Send send(Object inFlightRequest) {
        return (Send) Reauthentication.SEND.get(inFlightRequest);
    }

    /** Whether it has met its time-out at that time, so that the client gives it up. */
    public static boolean isOverdue(Object inFlightRequest, long nowMs) {
        return nowMs - Reauthentication.SENT.getLong(inFlightRequest)
                > Reauthentication.TIMEOUT.getLong(inFlightRequest);
    }

    /** Puts it among the {@code InFlightRequests} of a client as the newest one. */
    public static void add(Object inFlightRequests, Object inFlightRequest) {
        Reauthentication.ADD.invoke(inFlightRequests, inFlightRequest);
    }

    private static final class Diagnosis {
        static final PrivateField HEADER = PrivateField.of(NetworkClient.class, TYPE, "header");
    }

    private static final class Reauthentication {
        static final PrivateField REQUEST = PrivateField.of(NetworkClient.class, TYPE, "request");
        static final PrivateField EXPECTS_RESPONSE = PrivateField.of(NetworkClient.class, TYPE, "expectResponse");
        static final PrivateField INTERNAL = PrivateField.of(NetworkClient.class, TYPE, "isInternalRequest");
        static final PrivateField SEND = PrivateField.of(NetworkClient.class, TYPE, "send");
        static final PrivateField SENT = PrivateField.of(NetworkClient.class, TYPE, "sendTimeMs");
        static final PrivateField TIMEOUT = PrivateField.of(NetworkClient.class, TYPE, "requestTimeoutMs");
        static final PrivateMethod ADD = PrivateMethod.of(
                PrivateMethod.type(NetworkClient.class, "org.apache.kafka.clients.InFlightRequests"),
                "add",
                PrivateMethod.type(NetworkClient.class, TYPE));
    }
}
