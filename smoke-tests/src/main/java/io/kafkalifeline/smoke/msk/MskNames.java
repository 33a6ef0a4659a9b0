package io.kafkalifeline.smoke.msk;

import io.kafkalifeline.smoke.broker.Listener;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** How the brokers of a {@link KafkaCluster} are called, and the file that makes these names known. */
final class MskNames {
    private static final String DOMAIN = ".smoke.kafka.us-east-1.amazonaws.com";

    private MskNames() {}

    /** As MSK names its brokers, where no certificate names them: the library takes the region from there. */
    static String host(int broker, Listener listener) {
        boolean asMsk = AwsMskIamServer.MECHANISM.equals(listener.mechanism())
                && listener.protocol().equals("SASL_PLAINTEXT");
        return asMsk ? ofMsk(broker) : "localhost";
    }

    /** For {@code -Djdk.net.hosts.file}: brokers 1 to {@code brokers} are on this machine. */
    static void writeHostsFile(Path file, int brokers) throws IOException {
        List<String> lines = new ArrayList<>(List.of("127.0.0.1 localhost"));
        for (int broker = 1; broker <= brokers; broker++) {
            lines.add("127.0.0.1 " + ofMsk(broker));
        }
        Files.write(file, lines);
    }

    private static String ofMsk(int broker) {
        return "b-" + broker + DOMAIN;
    }
}
