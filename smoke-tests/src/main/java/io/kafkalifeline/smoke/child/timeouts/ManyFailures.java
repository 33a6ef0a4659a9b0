package io.kafkalifeline.smoke.child.timeouts;

import io.kafkalifeline.smoke.child.ClientFile;
import io.kafkalifeline.smoke.child.LiveObjects;
import io.kafkalifeline.smoke.child.ParentLine;
import java.util.ArrayList;
import java.util.List;
import java.util.Properties;
import java.util.concurrent.ExecutionException;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.management.JMException;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;

/**
 * A producer that fails to connect so many times, and others that are closed after their failures: {@code failures
 * clients topic properties-file}. Prints {@code objects when class count} for each of the agent's classes with objects.
 */
public final class ManyFailures {
    private static final Pattern COUNT = Pattern.compile("failed at tcp (\\d+) times");
    private static final String OURS = "io.kafkalifeline.";
    private static final String MEMORY = "io.kafkalifeline.diagnosis.BrokerMemory";

    private ManyFailures() {}

    public static void main(String[] args) throws Exception {
        ParentLine.listen(command -> {});
        Properties properties = ClientFile.read(args[3]);
        try (KafkaProducer<byte[], byte[]> producer = ClientFile.producer(properties)) {
            int failures = 0;
            while (failures < Integer.parseInt(args[0])) {
                failures = failures(producer, args[2]);
                System.out.println("failures " + failures);
            }
            LiveObjects.print("failed", OURS);
        }
        List<KafkaProducer<byte[], byte[]>> others = new ArrayList<>();
        for (int i = 0; i < Integer.parseInt(args[1]); i++) {
            others.add(ClientFile.producer(properties));
        }
        KafkaProducer<byte[], byte[]> last = others.get(others.size() - 1);
        for (int i = 0; i < 10 && memories() < others.size(); i++) {
            failures(last, args[2]);
        }
        LiveObjects.print("open", OURS);
        others.forEach(KafkaProducer::close);
        others.clear();
        for (int i = 0; i < 10 && memories() > 2; i++) {
            // What was forgotten is tidied away when the next client comes, once the collector has told.
            try (KafkaProducer<byte[], byte[]> next = ClientFile.producer(properties)) {
                failures(next, args[2]);
            }
        }
        LiveObjects.print("closed", OURS);
    }

    private static long memories() throws JMException {
        return LiveObjects.of(MEMORY).getOrDefault(MEMORY, 0L);
    }

    private static int failures(KafkaProducer<byte[], byte[]> producer, String topic) throws InterruptedException {
        try {
            producer.send(new ProducerRecord<>(topic, new byte[10])).get();
            throw new IllegalStateException("there is a broker");
        } catch (ExecutionException e) {
            Matcher count = COUNT.matcher(Chain.of(e));
            return count.find() ? Integer.parseInt(count.group(1)) : 0;
        }
    }
}
