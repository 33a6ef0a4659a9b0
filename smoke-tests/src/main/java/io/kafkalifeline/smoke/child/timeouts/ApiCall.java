package io.kafkalifeline.smoke.child.timeouts;

import io.kafkalifeline.smoke.child.ClientFile;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.consumer.KafkaShareConsumer;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/** One call of a client to a cluster that it may not be able to reach. */
@SuppressWarnings({"ImmutableEnumChecker", "FutureReturnValueIgnored"}) // lambdas without state; the callback is told
enum ApiCall {
    SEND(producer((producer, topic) -> get(producer.send(new ProducerRecord<>(topic, new byte[10]))))),
    SEND_CALLBACK(producer((producer, topic) -> {
        CompletableFuture<Exception> told = new CompletableFuture<>();
        producer.send(new ProducerRecord<>(topic, new byte[10]), (metadata, exception) -> told.complete(exception));
        throwIt(told);
    })),
    FLUSH(producer((producer, topic) -> {
        Future<?> sent = producer.send(new ProducerRecord<>(topic, new byte[10]));
        producer.flush();
        get(sent);
    })),
    PRODUCER_PARTITIONS_FOR(producer((producer, topic) -> producer.partitionsFor("no-" + topic))),
    INIT_TRANSACTIONS(transactional((producer, topic) -> producer.initTransactions())),

    POLL(consumer("classic", (consumer, topic) -> poll(consumer))),
    POSITION(consumer("classic", (consumer, topic) -> consumer.position(assigned(consumer, topic)))),
    COMMIT_SYNC(consumer("classic", (consumer, topic) -> consumer.commitSync(offsets(consumer, topic)))),
    COMMIT_ASYNC(consumer("classic", ApiCall::commitAsync)),
    COMMITTED(consumer("classic", (consumer, topic) -> consumer.committed(Set.of(assigned(consumer, topic))))),
    LIST_OFFSETS(consumer("classic", (consumer, topic) -> consumer.endOffsets(List.of(partition(topic))))),
    CONSUMER_PARTITIONS_FOR(consumer("classic", (consumer, topic) -> consumer.partitionsFor("no-" + topic))),

    NEW_POLL(consumer("consumer", (consumer, topic) -> poll(consumer))),
    NEW_POSITION(consumer("consumer", (consumer, topic) -> consumer.position(assigned(consumer, topic)))),
    NEW_COMMIT_SYNC(consumer("consumer", (consumer, topic) -> consumer.commitSync(offsets(consumer, topic)))),
    NEW_COMMITTED(consumer("consumer", (consumer, topic) -> consumer.committed(Set.of(assigned(consumer, topic))))),
    NEW_LIST_OFFSETS(consumer("consumer", (consumer, topic) -> consumer.endOffsets(List.of(partition(topic))))),
    NEW_PARTITIONS_FOR(consumer("consumer", (consumer, topic) -> consumer.partitionsFor("no-" + topic))),

    SHARE_POLL(ApiCall::sharePoll),

    LIST_TOPICS(admin((admin, topic) -> get(admin.listTopics().names()))),
    DESCRIBE_CLUSTER(admin((admin, topic) -> get(admin.describeCluster().nodes()))),
    CREATE_TOPIC(admin((admin, topic) -> get(admin.createTopics(List.of(new NewTopic("new-" + topic, 1, (short) 1)))
            .all())));

    /** The first warning comes after ten seconds. */
    private static final Duration SILENCE = Duration.ofSeconds(40);

    private final Call call;

    ApiCall(Call call) {
        this.call = call;
    }

    boolean isIn(String names) {
        return names == null || List.of(names.split(",")).contains(name());
    }

    String make(Properties properties, String topic) throws Exception {
        call.make(properties, topic);
        return "returned";
    }

    private static Call producer(Use<KafkaProducer<byte[], byte[]>> use) {
        return (properties, topic) -> {
            try (KafkaProducer<byte[], byte[]> producer = ClientFile.producer(properties)) {
                try {
                    use.it(producer, topic);
                } finally {
                    producer.close(Duration.ZERO);
                }
            }
        };
    }

    private static Call transactional(Use<KafkaProducer<byte[], byte[]>> use) {
        return (properties, topic) -> {
            properties.setProperty("transactional.id", "t-" + properties.getProperty("client.id"));
            producer(use).make(properties, topic);
        };
    }

    @SuppressWarnings("deprecation") // what replaces close(Duration) is not in 3.9
    private static Call consumer(String protocol, Use<KafkaConsumer<byte[], byte[]>> use) {
        return (properties, topic) -> {
            properties.setProperty("group.protocol", protocol);
            properties.setProperty("group.id", "g-" + protocol + "-" + properties.getProperty("client.id"));
            KafkaConsumer<byte[], byte[]> consumer = ClientFile.consumer(properties);
            try {
                consumer.assign(List.of(partition(topic)));
                use.it(consumer, topic);
            } finally {
                close(() -> consumer.close(Duration.ZERO));
            }
        };
    }

    private static Call admin(Use<Admin> use) {
        return (properties, topic) -> {
            Admin admin = Admin.create(properties);
            try {
                use.it(admin, topic);
            } finally {
                admin.close(Duration.ZERO);
            }
        };
    }

    private static void sharePoll(Properties properties, String topic) {
        properties.setProperty("group.id", "g-share-" + properties.getProperty("client.id"));
        KafkaShareConsumer<byte[], byte[]> consumer = ClientFile.started(
                () -> new KafkaShareConsumer<>(properties, new ByteArrayDeserializer(), new ByteArrayDeserializer()));
        try {
            consumer.subscribe(List.of(topic));
            pollUntilWarned(properties.getProperty("group.id"), () -> consumer.poll(Duration.ofMillis(200)));
        } finally {
            close(() -> consumer.close(Duration.ZERO));
        }
    }

    private static void poll(KafkaConsumer<?, ?> consumer) {
        String group = consumer.groupMetadata().groupId();
        pollUntilWarned(group, () -> consumer.poll(Duration.ofMillis(200)));
    }

    /** And a little longer: there must be no second warning. */
    private static void pollUntilWarned(String group, Runnable poll) {
        long end = System.nanoTime() + SILENCE.toNanos();
        while (System.nanoTime() < end && !HeardWarnings.ofGroup(group)) {
            poll.run();
        }
        for (int i = 0; i < 5; i++) {
            poll.run();
        }
    }

    private static void commitAsync(KafkaConsumer<byte[], byte[]> consumer, String topic) throws Exception {
        CompletableFuture<Exception> told = new CompletableFuture<>();
        consumer.commitAsync(offsets(consumer, topic), (offsets, exception) -> told.complete(exception));
        long end = System.nanoTime() + SILENCE.toNanos();
        while (!told.isDone() && System.nanoTime() < end) {
            consumer.poll(Duration.ofMillis(200));
        }
        if (told.isDone()) {
            throwIt(told);
        }
    }

    private static Map<TopicPartition, OffsetAndMetadata> offsets(KafkaConsumer<?, ?> consumer, String topic) {
        return Map.of(assigned(consumer, topic), new OffsetAndMetadata(1));
    }

    private static TopicPartition assigned(KafkaConsumer<?, ?> consumer, String topic) {
        return consumer.assignment().stream().findAny().orElseGet(() -> partition(topic));
    }

    private static TopicPartition partition(String topic) {
        return new TopicPartition(topic, 0);
    }

    private static void close(Runnable closing) {
        try {
            closing.run();
        } catch (RuntimeException e) {
            // It closes all the same, and says of a broker that is not there that it is not there.
        }
    }

    private static void throwIt(CompletableFuture<Exception> told) throws Exception {
        Exception exception = told.get(60, TimeUnit.SECONDS);
        if (exception != null) {
            throw exception;
        }
    }

    private static void get(Future<?> future) throws Exception {
        try {
            future.get(60, TimeUnit.SECONDS);
        } catch (ExecutionException e) {
            throw (Exception) e.getCause();
        }
    }

    private static void get(org.apache.kafka.common.KafkaFuture<?> future) throws Exception {
        get(future.toCompletionStage().toCompletableFuture());
    }

    private interface Call {
        void make(Properties properties, String topic) throws Exception;
    }

    private interface Use<C> {
        void it(C client, String topic) throws Exception;
    }
}
