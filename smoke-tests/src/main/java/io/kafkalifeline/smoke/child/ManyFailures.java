package io.kafkalifeline.smoke.child;

import java.lang.management.ManagementFactory;
import java.util.ArrayList;
import java.util.List;
import java.util.Properties;
import java.util.concurrent.ExecutionException;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.management.JMException;
import javax.management.ObjectName;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;

/**
 * A producer that fails to connect so many times, and others that are closed after their failures: {@code failures
 * clients topic properties-file}. Prints {@code objects when class count} for each of the agent's classes with objects.
 */
public final class ManyFailures {
    private static final Pattern COUNT = Pattern.compile("failed at tcp (\\d+) times");
    private static final Pattern OBJECTS = Pattern.compile("\\d+:\\s+(\\d+)\\s+\\d+\\s+(io\\.kafkalifeline\\.\\S+)");

    /** More than two. */
    private static final Pattern OPEN_MEMORIES =
            Pattern.compile("\\d+:\\s+(?:\\d{2,}|[3-9])\\s+\\d+\\s+io\\.kafkalifeline\\.diagnosis\\.BrokerMemory");

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
            printObjects("failed");
        }
        List<KafkaProducer<byte[], byte[]>> others = new ArrayList<>();
        for (int i = 0; i < Integer.parseInt(args[1]); i++) {
            others.add(ClientFile.producer(properties));
        }
        failures(others.get(others.size() - 1), args[2]);
        printObjects("open");
        others.forEach(KafkaProducer::close);
        others.clear();
        for (int i = 0; i < 10 && OPEN_MEMORIES.matcher(histogram()).find(); i++) {
            // What was forgotten is tidied away when the next client comes, once the collector has told.
            try (KafkaProducer<byte[], byte[]> next = ClientFile.producer(properties)) {
                failures(next, args[2]);
            }
        }
        printObjects("closed");
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

    private static void printObjects(String when) throws JMException {
        histogram().lines().forEach(line -> {
            Matcher objects = OBJECTS.matcher(line);
            if (objects.find()) {
                System.out.println("objects " + when + " " + objects.group(2) + " " + objects.group(1));
            }
        });
        System.out.println("objects counted " + when);
    }

    /** After a full collection. */
    private static String histogram() throws JMException {
        return (String) ManagementFactory.getPlatformMBeanServer()
                .invoke(
                        new ObjectName("com.sun.management:type=DiagnosticCommand"),
                        "gcClassHistogram",
                        new Object[] {null},
                        new String[] {String[].class.getName()});
    }
}
