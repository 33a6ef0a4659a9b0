package io.kafkalifeline.hooktests;

import static io.kafkalifeline.hooktests.cluster.Event.Kind.CUT;
import static io.kafkalifeline.hooktests.cluster.Event.Kind.RENEWED;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.kafkalifeline.hooktests.ApplicationsHandler.Calls;
import io.kafkalifeline.hooktests.ApplicationsHandler.Seen;
import io.kafkalifeline.hooktests.cluster.Arrival;
import io.kafkalifeline.hooktests.cluster.Cluster;
import io.kafkalifeline.hooktests.cluster.Journal;
import io.kafkalifeline.hooktests.cluster.Reaction;
import io.kafkalifeline.hooktests.cluster.Script;
import java.net.URL;
import java.net.URLClassLoader;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.protocol.ApiKeys;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The application's callback handler is called as stock Kafka calls it. */
class HandlersIT {
    private static final int NODES = 8;
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private final Calls calls = new Calls();

    @BeforeAll
    static void install() {
        LateToken.install();
    }

    @AfterAll
    static void uninstall() {
        LateToken.uninstall();
    }

    @Test
    void oneCallAtATimeThoughEightRenewalsAreUnderWay() {
        Script script =
                Script.sasl().sessions(Duration.ofSeconds(2)).unenforced().nodes(NODES);
        try (Cluster cluster = Cluster.start(script)) {
            Producer<String, String> producer = Clients.idempotentProducer(handled(cluster, "eight"));
            Journal journal = cluster.journal();
            calls.takes = Duration.ofMillis(20);
            sendToAll(producer);
            // Slow from now on: all connections ask together, while new ones are made.
            calls.takes = Duration.ofMillis(270);
            await().atMost(PATIENCE).until(() -> {
                sendToAll(producer);
                return journal.of("eight", RENEWED).stream()
                                .map(event -> event.connection())
                                .distinct()
                                .count()
                        >= NODES;
            });
            producer.close();
        }
        assertThat(calls.most).hasValue(1);
        assertThat(calls.spoilt)
                .as("what the handler's Mac has signed is spoilt")
                .isFalse();
        assertThat(calls.seen).anyMatch(Seen::isAhead);
        assertThat(calls.closed).isTrue();
        assertThat(calls.closedWhileInside).isFalse();
    }

    @Test
    @Tag("complete")
    void aCallAheadOfTimeSeesWhatACallOnTheClientsOwnThreadSees() throws Exception {
        Thread thread = Thread.currentThread();
        ClassLoader before = thread.getContextClassLoader();
        try (Cluster cluster = Cluster.start(
                        Script.sasl().sessions(Duration.ofSeconds(2)).unenforced());
                URLClassLoader applications = new URLClassLoader(new URL[0], before)) {
            ApplicationsHandler.TENANT.set("tenant-1");
            thread.setContextClassLoader(applications);
            calls.takes = Duration.ofMillis(50);
            try (Consumer<String, String> consumer = Clients.consumer(handled(cluster, "context"), "topic")) {
                await().pollInSameThread().atMost(PATIENCE).until(() -> {
                    consumer.poll(Duration.ofMillis(100));
                    return calls.seen.stream().anyMatch(Seen::isAhead);
                });
            }
        } finally {
            thread.setContextClassLoader(before);
            ApplicationsHandler.TENANT.remove();
        }
        assertThat(calls.seen.get(0).tenant()).isEqualTo("tenant-1");
        assertThat(calls.seen)
                .extracting(seen -> seen.onThread("any"))
                .as("on the client's own thread, and ahead of time")
                .containsOnly(calls.seen.get(0).onThread("any"));
    }

    @Test
    @Tag("complete")
    void aClientClosesWhileItsHandlerHangs() {
        try (Cluster cluster =
                Cluster.start(Script.sasl().sessions(Duration.ofSeconds(2)).unenforced())) {
            Producer<String, String> producer = Clients.idempotentProducer(handled(cluster, "hanging"));
            sendToAll(producer);
            CountDownLatch released = new CountDownLatch(1);
            calls.released = released;
            await().atMost(PATIENCE).until(() -> {
                sendToAll(producer);
                return calls.hangs;
            });
            producer.close();
            assertThat(calls.closed).as("closed while it is being called").isFalse();
            released.countDown();
            await().atMost(PATIENCE).until(() -> calls.closed);
        }
        assertThat(calls.closedWhileInside).isFalse();
        assertThat(calls.most).hasValue(1);
    }

    /** PLAIN calls it when a connection is made, AWS_MSK_IAM when its token is due. */
    @ParameterizedTest
    @Tag("complete")
    @ValueSource(strings = {"PLAIN", LateToken.MECHANISM})
    void aConnectionThatNeedsTheHandlerWaitsForItAndTheOthersGoOn(String mechanism) throws Exception {
        // Asked ahead of time a few seconds after the beginning, and not due for many more.
        Script script =
                Script.sasl().sessions(Duration.ofSeconds(20)).unenforced().nodes(2);
        CountDownLatch released = new CountDownLatch(1);
        try (Cluster cluster = Cluster.start(script)) {
            Map<String, Object> settings = handled(cluster, "waiting");
            settings.put("sasl.mechanism", mechanism);
            Producer<String, String> producer = Clients.idempotentProducer(settings);
            sendToAll(producer);
            calls.released = released;
            await().atMost(PATIENCE).until(() -> {
                sendToAll(producer);
                return calls.hangs;
            });
            int before = calls.seen.size();
            script.once(Arrival.of(ApiKeys.PRODUCE), Reaction.reset());
            Future<?> lost = producer.send(new ProducerRecord<>("topic-0", "value"));
            await().atMost(PATIENCE)
                    .until(() -> cluster.journal().of("waiting", CUT).size() > 0);
            for (int i = 0; i < 20; i++) {
                producer.send(new ProducerRecord<>("topic-1", "value")).get(PATIENCE.toSeconds(), TimeUnit.SECONDS);
            }
            assertThat(lost).as("its connection needs the handler").isNotDone();
            assertThat(calls.seen).hasSize(before);
            released.countDown();
            lost.get(PATIENCE.toSeconds(), TimeUnit.SECONDS);
            producer.close();
        } finally {
            released.countDown();
        }
        assertThat(calls.most).hasValue(1);
        assertThat(calls.closedWhileInside).isFalse();
    }

    /** PLAIN calls the handler when a connection is made. */
    @Test
    @Tag("complete")
    void aNewConnectionIsMadeThoughTheHandlerIsCalledAllTheTime() {
        Script script =
                Script.sasl().sessions(Duration.ofSeconds(2)).unenforced().nodes(NODES);
        try (Cluster cluster = Cluster.start(script)) {
            Producer<String, String> producer = Clients.idempotentProducer(handled(cluster, "crowded"));
            sendToAll(producer);
            int before = calls.seen.size();
            // Eight calls take twice as long as the sessions last: there always is one that waits.
            calls.takes = Duration.ofMillis(500);
            await().atMost(PATIENCE).until(() -> {
                send(producer);
                return calls.seen.stream().skip(before).filter(Seen::isAhead).count() > NODES;
            });
            script.once(Arrival.of(ApiKeys.PRODUCE), Reaction.reset());
            await().atMost(PATIENCE).until(() -> {
                send(producer);
                return cluster.journal().of("crowded", CUT).size() > 0;
            });
            List<Future<?>> sent = send(producer);
            await().atMost(PATIENCE).until(() -> {
                // Keeps all other sessions wanted.
                send(producer);
                return sent.stream().allMatch(Future::isDone);
            });
            calls.takes = Duration.ZERO;
            producer.close();
        }
        assertThat(calls.most).hasValue(1);
    }

    private static void sendToAll(Producer<String, String> producer) {
        List<Future<?>> sent = send(producer);
        producer.flush();
        assertThat(sent).allMatch(Future::isDone);
    }

    private static List<Future<?>> send(Producer<String, String> producer) {
        List<Future<?>> sent = new ArrayList<>();
        for (int topic = 0; topic < NODES; topic++) {
            // Names that differ in their last letter are led by different nodes.
            sent.add(producer.send(new ProducerRecord<>("topic-" + topic, "value")));
        }
        return sent;
    }

    private Map<String, Object> handled(Cluster cluster, String clientId) {
        Map<String, Object> settings = Clients.sasl(cluster, clientId);
        settings.put("sasl.client.callback.handler.class", ApplicationsHandler.class.getName());
        settings.put(ApplicationsHandler.SETTING, calls);
        return settings;
    }
}
