package io.kafkalifeline.smoke.situation;

import static io.kafkalifeline.smoke.situation.SituationStage.ASIDE;
import static io.kafkalifeline.smoke.situation.SituationStage.LOST;
import static io.kafkalifeline.smoke.situation.SituationStage.PLAIN;
import static io.kafkalifeline.smoke.situation.SituationStage.PLAINTEXT;

import io.kafkalifeline.smoke.broker.FaultyPort;
import io.kafkalifeline.smoke.broker.FaultyProxy;
import io.kafkalifeline.smoke.broker.FaultyProxy.Fault;
import java.util.List;

/** What goes wrong with names, addresses and ports, and with what listens there. */
final class PortSituations {
    private static final String NO_ANSWER = "the port is open but Kafka's protocol gets no answer";

    private PortSituations() {}

    static List<Situation> on(SituationStage stage) {
        return List.of(
                Situation.of(
                                "BOOTSTRAP_HOST_UNKNOWN",
                                "no such host in bootstrap.servers",
                                stage.client(PLAINTEXT)
                                        .with("bootstrap.servers", "broker.invalid:9092")
                                        .settings())
                        .told("ConfigException"),
                Situation.of(
                                "ADVERTISED_HOST_UNKNOWN",
                                "the broker advertises a host that this machine cannot resolve",
                                stage.client(LOST).settings())
                        .at("dns")
                        .ends("will_retry")
                        .says("UnknownHostException: broker.invalid")
                        .advises("check the broker's advertised.listeners and DNS"),
                Situation.of(
                                "ADVERTISED_PORT_CLOSED",
                                "the broker advertises an address where nobody listens",
                                stage.client(ASIDE).settings())
                        .at("tcp")
                        .ends("will_retry")
                        .says("Connection refused")
                        .advises("nothing listens on that port; is the broker up, is the broker's advertised.listeners"
                                + " right?"),
                Situation.of(
                                "PORT_CLOSED",
                                "nothing listens on the port",
                                stage.client(PLAINTEXT)
                                        .at(FaultyPort.refusing())
                                        .settings())
                        .at("tcp")
                        .ends("will_retry")
                        .says("Connection refused")
                        .advises("nothing listens on that port; is the broker up, is bootstrap.servers right?"),
                Situation.of(
                                "IPV6_PORT_CLOSED",
                                "nothing listens on the port of an IPv6 address",
                                stage.client(PLAINTEXT)
                                        .with("bootstrap.servers", "[::1]:" + FaultyPort.refusing())
                                        .settings())
                        .at("tcp")
                        .ends("will_retry")
                        .says("broker [::1]:")
                        .advises("nothing listens on that port", "cannot be reached", "no such protocol"),
                Situation.of(
                                "BOTH_BOOTSTRAP_SERVERS_DEAD",
                                "one bootstrap server is closed, the other one drops packets",
                                stage.client(PLAINTEXT)
                                        .with(
                                                "bootstrap.servers",
                                                "localhost:" + FaultyPort.refusing() + ",localhost:"
                                                        + stage.droppingPort())
                                        .with("socket.connection.setup.timeout.ms", "2000")
                                        .with("socket.connection.setup.timeout.max.ms", "2000")
                                        .settings())
                        .at("tcp")
                        .says("; broker localhost:")
                        .advises("nothing listens on that port", "nothing comes back"),
                Situation.of(
                                "PACKETS_DROPPED",
                                "the address drops packets, as behind a firewall",
                                stage.client(PLAINTEXT).at(stage.droppingPort()).settings())
                        .at("tcp")
                        .says("has been in phase", "timed_out: no answer")
                        .advises("nothing comes back; check firewalls"),
                Situation.of(
                                "ADDRESS_UNREACHABLE",
                                "there is no way to the address",
                                stage.client(PLAINTEXT)
                                        .with("bootstrap.servers", "127.255.255.255:9092")
                                        .settings())
                        .at("tcp")
                        .ends("will_retry")
                        .says("Network is unreachable", "Permission denied", "Invalid argument")
                        .advises("the address cannot be reached from this machine; check routes and firewalls"),
                Situation.of(
                                "PLAINTEXT_CLIENT_ON_TLS_PORT",
                                "plaintext client on a TLS port",
                                stage.client(PLAINTEXT)
                                        .at(stage.broker().port(SituationStage.SSL))
                                        .settings())
                        .at("api_versions")
                        .ends("will_retry")
                        .says("a TLS alert", "wrong_protocol")
                        .advises("this port answers with TLS"),
                Situation.of(
                                "SASL_CLIENT_ON_TLS_PORT",
                                "SASL client without TLS on a TLS port",
                                stage.client(PLAIN)
                                        .at(stage.broker().port(SituationStage.SASL_SSL))
                                        .settings())
                        .at("sasl.api_versions")
                        .says("a TLS alert", "wrong_protocol", "Invalid receive")
                        .advises("this port answers with TLS"),
                Situation.of(
                                "PLAINTEXT_CLIENT_ON_SASL_PORT",
                                "plaintext client on a SASL port",
                                stage.client(PLAINTEXT)
                                        .at(stage.broker().port(PLAIN))
                                        .settings())
                        .at("the first request")
                        .says("the broker closed the connection instead of answering")
                        .advises("this listener may require SASL"),
                Situation.of(
                                "SASL_CLIENT_ON_PLAINTEXT_PORT",
                                "SASL client on a plaintext port",
                                stage.client(PLAIN)
                                        .at(stage.broker().port(PLAINTEXT))
                                        .settings())
                        .told("IllegalSaslStateException")
                        .at("sasl.handshake")
                        .ends("failed")
                        .says("IllegalSaslStateException", "ILLEGAL_SASL_STATE")
                        .advises("this listener may not be a SASL listener"),
                Situation.of(
                                "PORT_SILENT",
                                "the port takes connections and says nothing",
                                stage.client(PLAINTEXT).at(stage.silentPort()).settings())
                        .at("api_versions")
                        .says("has been in phase", "timed_out: no answer")
                        .advises(NO_ANSWER),
                silentAt(stage, 1, "sasl.api_versions", "the broker is silent when the SASL client asks for versions")
                        .advises(NO_ANSWER),
                silentAt(stage, 2, "sasl.handshake", "the broker is silent in SaslHandshake")
                        .advises(NO_ANSWER),
                silentAt(stage, 3, "sasl.authenticate", "the broker is silent in SaslAuthenticate")
                        .advises("the credential source or the broker's authentication does not answer"),
                silentAt(stage, 4, "api_versions", "the broker is silent after SASL")
                        .advises(NO_ANSWER),
                closedAt(stage, 3, "sasl.authenticate", "the broker hangs up in SaslAuthenticate")
                        .advises("the broker hung up on the authentication; its log says why"),
                closedAt(stage, 4, "api_versions", "the broker hangs up after SASL")
                        .advises("the broker hangs up on this client"));
    }

    private static Situation silentAt(SituationStage stage, int request, String phase, String words) {
        return Situation.of(
                        "SILENT_AT_" + request,
                        words,
                        through(stage, request, Fault.HANG).settings())
                .at(phase)
                .says("has been in phase", "timed_out: no answer");
    }

    private static Situation closedAt(SituationStage stage, int request, String phase, String words) {
        return Situation.of(
                        "CLOSED_AT_" + request,
                        words,
                        through(stage, request, Fault.CLOSE).settings())
                .at(phase)
                .ends("will_retry")
                .says("the broker closed the connection", "EOFException");
    }

    /** A SASL client whose nth request of each connection meets that fault. */
    static ClientOf through(SituationStage stage, int request, Fault fault) {
        return stage.client(PLAIN)
                .at(FaultyProxy.to(stage.broker().port(PLAIN), request, fault).port());
    }
}
