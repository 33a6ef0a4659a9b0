package io.kafkalifeline.smoke.situation;

import static io.kafkalifeline.smoke.situation.SituationStage.PLAIN;
import static io.kafkalifeline.smoke.situation.SituationStage.PLAINTEXT;
import static io.kafkalifeline.smoke.situation.SituationStage.SSL;

import io.kafkalifeline.smoke.broker.FaultyPort;
import java.util.List;

/** What goes wrong in the client's own process. Each needs a process for itself. */
final class ProcessSituations {
    private ProcessSituations() {}

    /** In a process that may open a few hundred files. */
    static Situation noMoreFiles(SituationStage stage) {
        return Situation.of(
                        "TOO_MANY_OPEN_FILES",
                        "the process may open no more files",
                        stage.relayedClient().calling("SEND_WITHOUT_FILES").settings())
                .afterItWorked()
                .says("Too many open files")
                .advises("this process may open no more files or sockets; raise its limit");
    }

    /** In a process with a heap of less than what Kafka takes the first bytes of other protocols for. */
    static List<Situation> ofASmallHeap(SituationStage stage) {
        return List.of(
                Situation.of(
                                "TLS_PORT_AND_SMALL_HEAP",
                                "plaintext client with a small heap on a TLS port",
                                stage.client(PLAINTEXT)
                                        .at(stage.broker().port(SSL))
                                        .settings())
                        .says("has died of OutOfMemoryError")
                        .advises("this port answers with TLS"),
                Situation.of(
                                "HTTP_PORT_AND_SMALL_HEAP",
                                "plaintext client on a port that speaks HTTP, such as a proxy",
                                stage.client(PLAINTEXT)
                                        .at(FaultyPort.saying("HTTP/1.1 400 Bad Request\r\n\r\n")
                                                .port())
                                        .settings())
                        .says("has died of OutOfMemoryError")
                        .advises("this port speaks HTTP; is it the wrong port?"),
                Situation.of(
                                "SASL_CLIENT_ON_HTTP_PORT",
                                "SASL client on a port that speaks HTTP",
                                stage.client(PLAIN)
                                        .at(FaultyPort.saying("HTTP/1.1 400 Bad Request\r\n\r\n")
                                                .port())
                                        .settings())
                        .says("has died of OutOfMemoryError")
                        .advises("this port speaks HTTP; is it the wrong port?"),
                Situation.of(
                                "SASL_CLIENT_ON_SSH_PORT",
                                "SASL client on the port of an SSH server",
                                stage.client(PLAIN)
                                        .at(FaultyPort.saying("SSH-2.0-OpenSSH_9.2p1\r\n")
                                                .port())
                                        .settings())
                        .says("has died of OutOfMemoryError")
                        .advises("whatever listens there is no Kafka"));
    }

    static List<Situation> ofTheThread(SituationStage stage) {
        return List.of(
                Situation.of(
                                "THREAD_DEAD",
                                "a callback of the application's throws an Error in the client's own thread",
                                stage.client(PLAINTEXT)
                                        .calling("SEND_WITHOUT_THREAD")
                                        .settings())
                        .afterItWorked()
                        .says("has died of NoClassDefFoundError")
                        .advises("this client does not come back: make a new one"),
                Situation.of(
                                "HEAP_EXHAUSTED",
                                "the heap is exhausted in the client's own thread",
                                stage.client(PLAINTEXT)
                                        .calling("SEND_WITHOUT_MEMORY")
                                        .settings())
                        .afterItWorked()
                        .says("has died of OutOfMemoryError")
                        .advises("give this JVM more heap, or find what fills it"));
    }
}
