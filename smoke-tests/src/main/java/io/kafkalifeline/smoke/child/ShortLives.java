package io.kafkalifeline.smoke.child;

import java.util.Properties;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;

/**
 * An application that makes a producer for each record: {@code producers topic properties-file}. Prints what there is while
 * the first one is {@code open} and what is {@code left} of all of them, as {@link LiveObjects} does.
 */
public final class ShortLives {
    /** What the agent keeps of a connection. */
    private static final String CONNECTIONS = "io.kafkalifeline.hooks.link.Connection";

    private ShortLives() {}

    public static void main(String[] args) throws Exception {
        ParentLine.listen(command -> {});
        Properties properties = ClientFile.read(args[2]);
        for (int i = 0; i < Integer.parseInt(args[0]); i++) {
            try (KafkaProducer<byte[], byte[]> producer = ClientFile.producer(properties)) {
                producer.send(new ProducerRecord<>(args[1], new byte[10])).get();
                if (i == 0) {
                    LiveObjects.print("open", CONNECTIONS);
                }
            }
        }
        LiveObjects.print("left", CONNECTIONS);
        LiveObjects.print("left", "org.apache.kafka.common.security.authenticator.SaslClientAuthenticator");
    }
}
