package io.kafkalifeline.smoke.child.timeouts;

import io.kafkalifeline.smoke.child.ClientFile;
import io.kafkalifeline.smoke.child.ParentLine;
import java.time.Duration;
import java.util.List;
import java.util.Properties;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;

/**
 * Clients that work, then lose their broker, then get it back: {@code topic properties-file healthy-properties-file}. The
 * parent says {@code down} and {@code up}; the healthy client has the same client.id and a broker that stays.
 */
public final class BrokenLater {
    private static final Duration POLL = Duration.ofMillis(200);

    private final String topic;
    private final KafkaProducer<byte[], byte[]> transactional;
    private final KafkaProducer<byte[], byte[]> producer;
    private final KafkaProducer<byte[], byte[]> healthy;
    private final KafkaConsumer<byte[], byte[]> classic;
    private final KafkaConsumer<byte[], byte[]> async;
    private final Admin admin;

    private BrokenLater(String topic, Properties properties, Properties healthyProperties) {
        this.topic = topic;
        producer = ClientFile.producer(properties);
        healthy = ClientFile.producer(healthyProperties);
        transactional = ClientFile.producer(with(properties, "transactional.id", "t"));
        classic = ClientFile.consumer(with(with(properties, "group.protocol", "classic"), "group.id", "g-classic"));
        async = ClientFile.consumer(with(with(properties, "group.protocol", "consumer"), "group.id", "g-consumer"));
        admin = Admin.create(properties);
    }

    public static void main(String[] args) throws Exception {
        BlockingQueue<String> commands = new ArrayBlockingQueue<>(10);
        ParentLine.listen(commands::add);
        new BrokenLater(args[0], ClientFile.read(args[1]), ClientFile.read(args[2])).run(commands);
    }

    private void run(BlockingQueue<String> commands) throws Exception {
        TopicPartition partition = new TopicPartition(topic, 0);
        transactional.initTransactions();
        transactional.beginTransaction();
        transactional.send(new ProducerRecord<>(topic, new byte[10])).get();
        producer.send(new ProducerRecord<>(topic, new byte[10])).get();
        for (KafkaConsumer<byte[], byte[]> consumer : List.of(classic, async)) {
            consumer.assign(List.of(partition));
            consumer.seekToBeginning(List.of(partition));
            consumer.position(partition);
        }
        Thread poller = poll();
        admin.listTopics().names().get();
        System.out.println("all work");

        await(commands, "down");
        report("down SEND", () -> sendAndGet(producer, null));
        report("down COMMIT_TRANSACTION", transactional::commitTransaction);
        report("down PARTITIONS_FOR", () -> producer.partitionsFor("no-" + topic));
        report("down NEW_PARTITIONS_FOR", () -> async.partitionsFor("no-" + topic));
        report("down LIST_TOPICS", () -> sync(() -> admin.listTopics().names().get()));
        report("healthy SEND", () -> sendAndGet(healthy, 7));
        System.out.println("all tried");

        await(commands, "up");
        untilItWorks(() -> sendAndGet(producer, null));
        untilItWorks(() -> async.endOffsets(List.of(partition)));
        untilItWorks(() -> sync(() -> admin.listTopics().names().get()));
        report("up SEND", () -> sendAndGet(producer, 7));
        report("up NEW_END_OFFSETS", () -> async.endOffsets(List.of(new TopicPartition(topic, 7))));
        System.out.println("all tried again");
        await(commands, "end");
        poller.interrupt();
        System.exit(0);
    }

    /** The classic consumer does nothing but poll. */
    private Thread poll() {
        Thread poller = new Thread(() -> {
            while (!Thread.currentThread().isInterrupted()) {
                classic.poll(POLL);
            }
        });
        poller.setDaemon(true);
        poller.start();
        return poller;
    }

    private void sendAndGet(KafkaProducer<byte[], byte[]> through, Integer partition) throws Exception {
        sync(() -> through.send(new ProducerRecord<>(topic, partition, null, new byte[10]))
                .get());
    }

    private static void sync(Step step) throws Exception {
        try {
            step.run();
        } catch (ExecutionException e) {
            throw (Exception) e.getCause();
        }
    }

    private static void report(String name, Step step) {
        String outcome = "returned";
        try {
            step.run();
        } catch (Exception e) {
            outcome = Chain.of(e);
        }
        System.out.println("outcome " + name + " | " + outcome);
    }

    private static void untilItWorks(Step step) throws Exception {
        long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(60);
        while (true) {
            try {
                step.run();
                return;
            } catch (Exception e) {
                if (System.nanoTime() > end) {
                    throw e;
                }
            }
        }
    }

    private static void await(BlockingQueue<String> commands, String expected) throws InterruptedException {
        String command = commands.take();
        if (!command.equals(expected)) {
            throw new IllegalStateException(command);
        }
    }

    private static Properties with(Properties properties, String key, String value) {
        Properties own = new Properties();
        own.putAll(properties);
        own.setProperty(key, value);
        return own;
    }

    private interface Step {
        void run() throws Exception;
    }
}
