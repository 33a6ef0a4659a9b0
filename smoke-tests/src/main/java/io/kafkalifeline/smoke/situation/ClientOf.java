package io.kafkalifeline.smoke.situation;

import io.kafkalifeline.smoke.broker.Certificates;
import io.kafkalifeline.smoke.broker.KafkaBroker;
import java.nio.file.Path;
import java.util.Properties;

/** The settings of a client for one listener of a broker, and what makes them wrong. */
final class ClientOf {
    private final Properties settings;

    private ClientOf(Properties settings) {
        this.settings = settings;
    }

    static ClientOf listener(KafkaBroker broker, String listener) {
        return new ClientOf(broker.clientProperties(listener));
    }

    ClientOf with(String key, String value) {
        settings.setProperty(key, value);
        return this;
    }

    ClientOf at(int port) {
        return with("bootstrap.servers", "localhost:" + port);
    }

    ClientOf trusting(Path store) {
        return with("ssl.truststore.location", store.toString()).with("ssl.truststore.password", Certificates.PASSWORD);
    }

    ClientOf showing(Path store) {
        return with("ssl.keystore.location", store.toString()).with("ssl.keystore.password", Certificates.PASSWORD);
    }

    ClientOf calling(String call) {
        return with("call", call);
    }

    Properties settings() {
        return settings;
    }
}
