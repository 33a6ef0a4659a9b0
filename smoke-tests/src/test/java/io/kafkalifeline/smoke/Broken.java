package io.kafkalifeline.smoke;

import io.kafkalifeline.smoke.broker.KafkaBroker;
import java.nio.file.Path;
import java.util.Properties;

/** What makes a client's properties wrong. Each method changes what it is given, and returns it. */
final class Broken {
    private Broken() {}

    /** A client for one listener that is sent to another one. */
    static Properties redirected(KafkaBroker broker, String meant, String met) {
        return at(broker.clientProperties(meant), broker.port(met));
    }

    static Properties at(Properties client, int port) {
        return with(client, "bootstrap.servers", "localhost:" + port);
    }

    static Properties trusting(Properties client, Path store) {
        return with(client, "ssl.truststore.location", store.toString());
    }

    static Properties with(Properties client, String key, String value) {
        client.setProperty(key, value);
        return client;
    }
}
