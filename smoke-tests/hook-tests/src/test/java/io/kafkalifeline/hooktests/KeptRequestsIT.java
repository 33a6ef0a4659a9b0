package io.kafkalifeline.hooktests;

import static org.apache.kafka.common.protocol.ApiKeys.SASL_AUTHENTICATE;
import static org.apache.kafka.common.protocol.ApiKeys.SASL_HANDSHAKE;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.kafkalifeline.hooktests.cluster.Arrival;
import io.kafkalifeline.hooktests.cluster.Cluster;
import io.kafkalifeline.hooktests.cluster.Event;
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
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * A record waits behind a renewal when the leader's connection is lost, and the partition has another leader at once: the
 * record goes there, before those that were sent after it.
 */
class KeptRequestsIT {
    private static final Duration LIFETIME = Duration.ofSeconds(3);
    /** A first large record waits for a fresh session, unless the session has only begun. */
    private static final long NOT_FRESH_NANOS = LIFETIME.toNanos() / 3;

    private final Script first = Script.sasl().sessions(LIFETIME).unenforced();
    private final Script second = Script.sasl().sessions(LIFETIME).unenforced();
    private final AtomicBoolean sourceDown = new AtomicBoolean();

    @ParameterizedTest
    @EnumSource
    void aRecordWhoseLeaderCannotBeDialledGoesToTheNewLeaderInItsPlace(Kind kind) {
        play(kind, () -> sourceDown.set(true));
    }

    @ParameterizedTest
    @EnumSource
    void aRecordWhoseLeaderDoesNotAnswerGoesToTheNewLeaderInItsPlace(Kind kind) {
        play(kind, () -> first.when(Arrival.beforeLogin(SASL_HANDSHAKE), Reaction.silence()));
    }

    @ParameterizedTest
    @EnumSource
    void aRecordWhoseLeaderRefusesGoesToTheNewLeaderInItsPlace(Kind kind) {
        play(kind, () -> first.when(Arrival.beforeLogin(SASL_AUTHENTICATE), Reaction.refuse("Too many connects")));
    }

    private void play(Kind kind, Runnable whenLost) {
        try (Cluster old = Cluster.start(first);
                Cluster next = old.another(second)) {
            Topology topology = new Topology(
                    List.of(new Topology.Node(0, old), new Topology.Node(1, next)), Map.of("topic", 0, "other", 1));
            announce(topology);
            Map<String, Object> settings = Clients.sasl(old, "client", this::user);
            kind.set(settings);
            settings.put("reconnect.backoff.ms", "600000");
            settings.put("reconnect.backoff.max.ms", "600000");
            try (Producer<String, String> producer = Clients.idempotentProducer(settings)) {
                get(producer.send(new ProducerRecord<>("other", "connects")));
                get(producer.send(new ProducerRecord<>("topic", "before")));
                loseTheLeader(() -> {
                    announce(topology.led("topic", 1));
                    whenLost.run();
                });
                await().until(() -> hasNoFreshSession(old));

                List<Future<?>> sent = new ArrayList<>();
                List<String> values = new ArrayList<>();
                for (int i = 0; i < 5; i++) {
                    String value = i == 0 ? "x".repeat(100_000) : Integer.toString(i);
                    values.add(value);
                    sent.add(producer.send(new ProducerRecord<>("topic", value)));
                }
                await().atMost(Duration.ofSeconds(60)).until(() -> sent.stream().allMatch(Future::isDone));
                sent.forEach(KeptRequestsIT::get);

                assertThat(old.journal().count(Event.Kind.CUT)).isOne();
                assertThat(old.journal().arrived("client")).containsExactly("before");
                assertThat(next.records("topic").subList(1, 6)).isEqualTo(values);
            }
        }
    }

    /** The broker ends the connection amid the renewal for which the large record waits. */
    private void loseTheLeader(Runnable whenLost) {
        first.once(
                arrival -> {
                    boolean lost = Arrival.renewing(SASL_HANDSHAKE).test(arrival);
                    if (lost) {
                        whenLost.run();
                    }
                    return lost;
                },
                Reaction.finish());
    }

    private static boolean hasNoFreshSession(Cluster cluster) {
        List<Event> granted = cluster.journal().of("client", Event.Kind.AUTHENTICATED);
        return System.nanoTime() - granted.get(granted.size() - 1).nanos() > NOT_FRESH_NANOS;
    }

    private void announce(Topology topology) {
        first.announce(topology);
        second.announce(topology);
    }

    private String user() {
        boolean dials = Thread.currentThread().getName().startsWith("kafka-producer-network-thread");
        if (dials && sourceDown.compareAndSet(true, false)) {
            throw new IllegalStateException("the source of the credentials is down");
        }
        return "alice";
    }

    private static Object get(Future<?> sent) {
        try {
            return sent.get(60, TimeUnit.SECONDS);
        } catch (Exception e) {
            throw new AssertionError(e);
        }
    }

    /** What keeps records in order. */
    private enum Kind {
        /** The broker, by the records' numbers. */
        IDEMPOTENT,
        /** The client has several requests in flight, and repeats those that fail. */
        RETRYING,
        /** The client has one request in flight. */
        ONE_AT_A_TIME;

        void set(Map<String, Object> settings) {
            settings.put("enable.idempotence", Boolean.toString(this == IDEMPOTENT));
            if (this == ONE_AT_A_TIME) {
                settings.put("max.in.flight.requests.per.connection", "1");
            }
        }
    }
}
