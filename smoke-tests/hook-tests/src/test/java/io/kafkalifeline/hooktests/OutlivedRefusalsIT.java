package io.kafkalifeline.hooktests;

import static io.kafkalifeline.hooktests.cluster.Event.Kind.REFUSED;
import static org.apache.kafka.common.protocol.ApiKeys.SASL_AUTHENTICATE;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.kafkalifeline.hooktests.cluster.Arrival;
import io.kafkalifeline.hooktests.cluster.Cluster;
import io.kafkalifeline.hooktests.cluster.Reaction;
import io.kafkalifeline.hooktests.cluster.Script;
import io.kafkalifeline.hooktests.cluster.Topology;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.SaslAuthenticationException;
import org.apache.kafka.common.protocol.ApiKeys;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** A refusal has reached the application, and then it ends: the client works again. */
class OutlivedRefusalsIT {
    private final AtomicBoolean refusing = new AtomicBoolean(true);
    private final Script script = Script.sasl()
            .when(Arrival.beforeLogin(SASL_AUTHENTICATE).and(arrival -> refusing.get()), Reaction.refuse("Not yet"));
    private final AtomicInteger numbers = new AtomicInteger();

    /** The request for its id meets the refusal; without the agent it is lost, and every record waits for the id. */
    @Test
    void anIdempotentProducerThatIsRefusedBeforeItHasAnIdSendsOnceItIsLetIn() throws Exception {
        try (Cluster cluster = Cluster.start(script);
                Producer<String, String> producer = Clients.idempotentProducer(Clients.sasl(cluster, "client"))) {
            assertThatThrownBy(() -> producer.send(new ProducerRecord<>("topic", "refused"))
                            .get())
                    .matches(OutlivedRefusalsIT::isRefusal);
            refusing.set(false);

            sendUntilAccepted(producer).get(20, TimeUnit.SECONDS);
            assertThat(cluster.records("topic")).containsExactly("let in");
        }
    }

    private static boolean isRefusal(Throwable thrown) {
        return thrown instanceof SaslAuthenticationException
                || thrown.getCause() instanceof SaslAuthenticationException;
    }

    /** One more refusal may have been on its way. */
    private static Future<RecordMetadata> sendUntilAccepted(Producer<String, String> producer) {
        List<Future<RecordMetadata>> sent = new ArrayList<>();
        await().atMost(Duration.ofSeconds(60)).ignoreExceptions().until(() -> {
            Future<RecordMetadata> future = producer.send(new ProducerRecord<>("topic", "let in"));
            return (!future.isDone() || future.get() != null) && sent.add(future);
        });
        return sent.get(0);
    }

    /** Without the agent the second call waits for the answer to a request that was never sent. */
    @Test
    void aTransactionalProducerThatIsRefusedBeforeItHasAnIdIsToldAndMayTryAgain() {
        try (Cluster cluster = Cluster.start(script)) {
            Map<String, Object> settings = Clients.sasl(cluster, "client");
            settings.put("transactional.id", "transactions");
            settings.put("max.block.ms", "20000");
            try (Producer<String, String> producer = Clients.idempotentProducer(settings)) {
                assertThatThrownBy(producer::initTransactions)
                        .isInstanceOf(KafkaException.class)
                        .matches(OutlivedRefusalsIT::isRefusal);
                refusing.set(false);

                await().atMost(Duration.ofSeconds(60))
                        .ignoreExceptionsInstanceOf(SaslAuthenticationException.class)
                        .untilAsserted(producer::initTransactions);
            }
        }
    }

    /** Without the agent it skips what was in hand when it asked the refusing node again. */
    @Tag("complete") // it outlasts the patience
    @Test
    void aClassicConsumerReadsAllThatOneNodeHasWhileAnotherOneRefusesIt() throws Exception {
        Script others = Script.sasl();
        refusing.set(false);
        try (Cluster refuses = Cluster.start(script);
                Cluster serves = refuses.another(others);
                Producer<String, String> producer = Clients.idempotentProducer(Clients.sasl(serves, "producer"));
                Consumer<String, String> consumer = oneByOne(serves)) {
            Topology topology = new Topology(
                    List.of(new Topology.Node(0, refuses), new Topology.Node(1, serves)),
                    Map.of("refused", 0, "served", 1));
            script.announce(topology);
            others.announce(topology);
            consumer.assign(List.of(new TopicPartition("refused", 0), new TopicPartition("served", 0)));
            send(producer, "refused").get(60, TimeUnit.SECONDS);
            List<String> read = new ArrayList<>();
            await().atMost(Duration.ofSeconds(60)).until(() -> read.addAll(poll(consumer)));

            refusing.set(true);
            script.once(Arrival.afterLogin(ApiKeys.FETCH), Reaction.finish());
            List<Future<?>> sent = new ArrayList<>();
            // Some attempts after the first refusal that it is told of.
            for (int toldSince = 0; toldSince == 0 || refuses.journal().count(REFUSED) < toldSince + 3; ) {
                while (sent.size() - read.size() < 200) {
                    sent.add(send(producer, "served"));
                }
                if (drain(consumer, read) > 0 && toldSince == 0) {
                    toldSince = refuses.journal().count(REFUSED);
                }
            }
            refusing.set(false);
            producer.flush();
            String last = "served " + sent.size();
            await().atMost(Duration.ofSeconds(60)).until(() -> drain(consumer, read) == 0 && read.contains(last));

            assertThat(read.size()).isEqualTo(1 + sent.size());
        }
    }

    /** A consumer that has most records in hand already when it is asked for one. */
    private static Consumer<String, String> oneByOne(Cluster cluster) {
        Map<String, Object> settings = Clients.sasl(cluster, "consumer");
        settings.put("max.poll.records", "1");
        return Clients.consumer(settings, "served");
    }

    /** Reads until there is nothing more, or it is told of a refusal; returns how often that was. */
    private static int drain(Consumer<String, String> consumer, List<String> read) {
        try {
            List<String> values;
            do {
                values = poll(consumer);
                read.addAll(values);
            } while (!values.isEmpty());
            return 0;
        } catch (SaslAuthenticationException e) {
            return 1;
        }
    }

    private static List<String> poll(Consumer<String, String> consumer) {
        List<String> values = new ArrayList<>();
        consumer.poll(Duration.ofMillis(20)).forEach(record -> values.add(record.value()));
        return values;
    }

    private Future<RecordMetadata> send(Producer<String, String> producer, String topic) {
        return producer.send(new ProducerRecord<>(topic, topic + " " + numbers.getAndIncrement()));
    }
}
