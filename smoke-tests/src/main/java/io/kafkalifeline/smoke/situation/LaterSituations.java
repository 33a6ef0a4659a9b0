package io.kafkalifeline.smoke.situation;

import static io.kafkalifeline.smoke.situation.SituationStage.PLAINTEXT;
import static io.kafkalifeline.smoke.situation.SituationStage.SESSIONS;

import java.util.List;

/** What goes wrong for clients that have worked: what worked is not misconfigured. */
final class LaterSituations {
    /** A name that a test takes away. */
    static final String NAME = "gone.smoke";
    /** A name that stands for two addresses. */
    static final String TWO = "two.smoke";

    private static final String QUIET = "an established connection that goes quiet: a firewall, NAT or load balancer";

    private LaterSituations() {}

    /** The broker takes no more connections from this machine, and the name is gone. */
    static List<Situation> ofNewConnections(SituationStage stage) {
        return List.of(
                Situation.of(
                                "CONNECTION_LIMIT",
                                "a client that worked meets the broker's limit of connections",
                                stage.relayedClient().settings())
                        .afterItWorked()
                        .at("api_versions")
                        .ends("will_retry")
                        .says(
                                "the broker closed the connection",
                                "EOFException",
                                "connection_reset",
                                "Connection reset")
                        .advises("the broker or something before it closes new connections: a connection limit"),
                Situation.of(
                                "NAME_GONE",
                                "the broker's name leaves DNS after the client has worked",
                                stage.namedClient().settings())
                        .afterItWorked()
                        .at("dns")
                        .ends("will_retry")
                        .says("UnknownHostException")
                        .advises("the name is gone, or the name service is down"),
                Situation.of(
                                "FIRST_OF_TWO_ADDRESSES",
                                "a name has two addresses, one of them drops packets",
                                stage.client(PLAINTEXT)
                                        .with("bootstrap.servers", TWO + ":" + stage.droppingPort())
                                        .settings())
                        .at("tcp")
                        .says("127.0.0.1, 1 of 2")
                        .advises("nothing comes back; check firewalls"));
    }

    /** The broker hangs. */
    static List<Situation> ofAHangingBroker(SituationStage stage) {
        return List.of(
                Situation.of(
                                "PRODUCE_QUIET",
                                "the broker hangs, a Produce request waits",
                                stage.client(PLAINTEXT).settings())
                        .afterItWorked()
                        .says("a Produce request")
                        .advises(QUIET, "the port is open but gets no answer any more"),
                Situation.of(
                                "LIST_OFFSETS_QUIET",
                                "the broker hangs, a consumer asks for offsets",
                                stage.client(PLAINTEXT)
                                        .calling("END_OFFSETS")
                                        .with("request.timeout.ms", "30000")
                                        .settings())
                        .afterItWorked()
                        .says("has not answered a ListOffsets request for")
                        .advises(QUIET),
                Situation.of(
                                "ADMIN_QUIET",
                                "the broker hangs, an admin client asks for topics",
                                stage.client(PLAINTEXT).calling("LIST_TOPICS").settings())
                        .afterItWorked()
                        .says("a Metadata request")
                        .advises(QUIET, "the port is open but gets no answer any more"),
                Situation.of(
                                "RENEWAL_QUIET",
                                "the broker hangs, a session is to be renewed",
                                stage.client(SESSIONS).settings())
                        .afterItWorked()
                        .says("localhost")
                        .advises(QUIET, "the port is open but gets no answer any more"),
                Situation.of(
                                "HANGS_FOR_A_NEW_CONNECTION",
                                "the broker hangs, a client that worked connects anew",
                                stage.relayedClient()
                                        .with("socket.connection.setup.timeout.ms", "30000")
                                        .settings())
                        .afterItWorked()
                        .at("api_versions")
                        .says("has been in phase", "timed_out: no answer")
                        .advises("the port is open but gets no answer any more; does the broker hang"));
    }

    /** The broker is gone. */
    static List<Situation> ofADeadBroker(SituationStage stage) {
        return List.of(Situation.of(
                        "BROKER_GONE",
                        "the broker stops after the client has worked",
                        stage.client(PLAINTEXT).settings())
                .afterItWorked()
                .at("tcp")
                .ends("will_retry")
                .says("Connection refused")
                .advises("nothing listens on that port any more; is the broker down or restarting"));
    }
}
