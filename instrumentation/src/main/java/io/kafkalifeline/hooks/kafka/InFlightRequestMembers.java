package io.kafkalifeline.hooks.kafka;

import static io.kafkalifeline.weave.Feature.DIAGNOSIS;
import static io.kafkalifeline.weave.Feature.REAUTHENTICATION;
import static io.kafkalifeline.weave.Feature.RECORDING;

import io.kafkalifeline.weave.Requires;
import org.apache.kafka.clients.ClientResponse;
import org.apache.kafka.clients.NetworkClient;
import org.apache.kafka.common.errors.AuthenticationException;
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
        members = {
            "request",
            "expectResponse",
            "isInternalRequest",
            "send",
            "sendTimeMs",
            "requestTimeoutMs",
            "disconnected()"
        })
@Requires(
        feature = REAUTHENTICATION,
        type = "clients.InFlightRequests",
        members = {
            "add()",
            "completeLastSent(Ljava/lang/String;)Lorg/apache/kafka/clients/NetworkClient$InFlightRequest;"
        })
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

    /** After how many ms from that time on it will have met its time-out; not above 0 where it has. */
    public static long overdueInMs(Object inFlightRequest, long nowMs) {
        return Reauthentication.SENT.getLong(inFlightRequest)
                + Reauthentication.TIMEOUT.getLong(inFlightRequest)
                + 1
                - nowMs;
    }

    /** What its sender is told where its connection has ended at that time. */
    public static ClientResponse disconnected(Object inFlightRequest, long nowMs) {
        return (ClientResponse)
                (Reauthentication.DISCONNECTED.takes() == 1
                        ? Reauthentication.DISCONNECTED.invoke(inFlightRequest, nowMs)
                        // Releases before 3.5 want to know of an authentication that has failed, too.
                        : Reauthentication.DISCONNECTED.invoke(inFlightRequest, nowMs, null));
    }

    /** Puts it among the {@code InFlightRequests} of a client as the newest one. */
    public static void add(Object inFlightRequests, Object inFlightRequest) {
        Reauthentication.ADD.invoke(inFlightRequests, inFlightRequest);
    }

    /** Takes the newest one of a node from them again. */
    public static void takeNewest(Object inFlightRequests, String nodeId) {
        Reauthentication.COMPLETE_LAST_SENT.invoke(inFlightRequests, nodeId);
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
        static final PrivateMethod DISCONNECTED = disconnectedMethod();
        static final PrivateMethod ADD = PrivateMethod.of(
                PrivateMethod.type(NetworkClient.class, "org.apache.kafka.clients.InFlightRequests"),
                "add",
                PrivateMethod.type(NetworkClient.class, TYPE));

        static final PrivateMethod COMPLETE_LAST_SENT = PrivateMethod.of(
                PrivateMethod.type(NetworkClient.class, "org.apache.kafka.clients.InFlightRequests"),
                "completeLastSent",
                String.class);

        private static PrivateMethod disconnectedMethod() {
            try {
                return PrivateMethod.of(PrivateMethod.type(NetworkClient.class, TYPE), "disconnected", long.class);
            } catch (IllegalStateException e) {
                return PrivateMethod.of(
                        PrivateMethod.type(NetworkClient.class, TYPE),
                        "disconnected",
                        long.class,
                        AuthenticationException.class);
            }
        }
    }
}
