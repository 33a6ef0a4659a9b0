package io.kafkalifeline.agent.jar.app;

import java.net.ServerSocket;
import java.util.Map;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.StringSerializer;

/** An application whose broker is not there; sends once for each line that it is told. */
public final class Unreachable {
    private Unreachable() {}

    public static void main(String[] arguments) throws Exception {
        int port;
        try (ServerSocket free = new ServerSocket(0)) {
            port = free.getLocalPort();
        }
        Map<String, Object> configuration = Map.of("bootstrap.servers", "localhost:" + port, "max.block.ms", 300);
        try (KafkaProducer<String, String> producer =
                new KafkaProducer<>(configuration, new StringSerializer(), new StringSerializer())) {
            do {
                try {
                    producer.send(new ProducerRecord<>("topic", "value")).get();
                } catch (Exception e) {
                    System.out.println(e.getMessage());
                }
            } while (System.in.read() > 0);
        }
    }
}
