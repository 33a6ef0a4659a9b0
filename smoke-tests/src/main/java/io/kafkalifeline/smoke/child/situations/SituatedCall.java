package io.kafkalifeline.smoke.child.situations;

import io.kafkalifeline.smoke.child.ClientFile;
import java.io.FileInputStream;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Properties;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.Callback;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;

/** What a client does while it is in trouble. */
@SuppressWarnings({"ImmutableEnumChecker", "FutureReturnValueIgnored"}) // lambdas without state; the callback throws
enum SituatedCall {
    /** Sends a record and waits for what becomes of it. */
    SEND(Sender::new),
    /** As {@link #SEND}; afterwards nobody in this process may open another file. */
    SEND_WITHOUT_FILES((properties, topic) -> new Sender(properties, topic) {
        @Override
        public void afterwards() {
            hoardFiles();
        }
    }),
    /** As {@link #SEND}; afterwards a callback of the application's throws an error in the client's own thread. */
    SEND_WITHOUT_THREAD((properties, topic) -> new Sender(properties, topic) {
        @Override
        public void afterwards() {
            breakBy((metadata, exception) -> {
                throw new NoClassDefFoundError("com/example/Missing");
            });
        }
    }),
    /** As {@link #SEND_WITHOUT_THREAD}, of memory that this JVM cannot have. */
    SEND_WITHOUT_MEMORY((properties, topic) -> new Sender(properties, topic) {
        @Override
        public void afterwards() {
            breakBy((metadata, exception) -> System.out.println(new byte[Integer.MAX_VALUE - 8].length));
        }
    }),
    /** Asks for the end of a partition. */
    END_OFFSETS(Reader::new),
    /** Asks for all topics. */
    LIST_TOPICS((properties, topic) -> new Asker(properties));

    private static final List<FileInputStream> HOARD = new ArrayList<>();

    private final Maker maker;

    SituatedCall(Maker maker) {
        this.maker = maker;
    }

    Client client(Properties properties, String topic) {
        return maker.make(properties, topic);
    }

    /** One client and its call. */
    interface Client extends AutoCloseable {
        void call() throws Exception;

        /** After the call has worked once, and its cluster has broken. */
        default void afterwards() {}

        @Override
        void close();
    }

    private interface Maker {
        Client make(Properties properties, String topic);
    }

    private static class Sender implements Client {
        private final KafkaProducer<byte[], byte[]> producer;
        private final String topic;
        private boolean broken;
        private int calls;

        Sender(Properties properties, String topic) {
            this.topic = properties.getProperty("topic", topic);
            producer = ClientFile.producer(properties);
        }

        @Override
        public void call() throws Exception {
            if (broken) {
                // Nobody is left to tell what becomes of a record.
                producer.partitionsFor("no-" + topic + "-" + calls++);
            } else {
                finish(producer.send(new ProducerRecord<>(topic, new byte[10])));
            }
        }

        void breakBy(Callback callback) {
            broken = true;
            producer.send(new ProducerRecord<>(topic, new byte[10]), callback);
        }

        @Override
        public void close() {
            producer.close(Duration.ZERO);
        }
    }

    private static final class Reader implements Client {
        private final KafkaConsumer<byte[], byte[]> consumer;
        private final TopicPartition partition;

        Reader(Properties properties, String topic) {
            consumer = ClientFile.consumer(properties);
            partition = new TopicPartition(topic, 0);
        }

        @Override
        public void call() {
            consumer.endOffsets(List.of(partition));
        }

        @Override
        public void close() {
            consumer.close();
        }
    }

    private static final class Asker implements Client {
        private final Admin admin;

        Asker(Properties properties) {
            admin = Admin.create(properties);
        }

        @Override
        public void call() throws Exception {
            finish(admin.listTopics().names().toCompletionStage().toCompletableFuture());
        }

        @Override
        public void close() {
            admin.close(Duration.ZERO);
        }
    }

    /** Until there has been none for so long that the client cannot have one of its own left for the next connection. */
    private static void hoardFiles() {
        long lastNanos = System.nanoTime();
        while (System.nanoTime() - lastNanos < TimeUnit.SECONDS.toNanos(2)) {
            try {
                HOARD.add(new FileInputStream("/dev/null"));
                lastNanos = System.nanoTime();
            } catch (IOException e) {
                LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(1));
            }
        }
    }

    private static void finish(Future<?> future) throws Exception {
        try {
            future.get(60, TimeUnit.SECONDS);
        } catch (ExecutionException e) {
            throw (Exception) e.getCause();
        }
    }
}
