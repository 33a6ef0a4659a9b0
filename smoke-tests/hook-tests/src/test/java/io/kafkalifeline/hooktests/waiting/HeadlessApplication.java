package io.kafkalifeline.hooktests.waiting;

import io.kafkalifeline.hooktests.Clients;
import io.kafkalifeline.hooktests.cluster.Arrival;
import io.kafkalifeline.hooktests.cluster.Cluster;
import io.kafkalifeline.hooktests.cluster.Event;
import io.kafkalifeline.hooktests.cluster.Reaction;
import io.kafkalifeline.hooktests.cluster.Script;
import io.kafkalifeline.hooktests.cluster.Topology;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.protocol.ApiKeys;

/**
 * A broker of a headless service goes: its connection ends amid a renewal for which a record waits, its name is gone in the
 * same moment, and its partition has another leader. The names are those of a file, which this JVM looks into each time.
 */
final class HeadlessApplication {
    /** What it prints where the records have arrived in their order. */
    static final String IN_ORDER = "all records in their order";

    private static final Duration LIFETIME = Duration.ofSeconds(3);
    /** Whatever waits for a request's time-out waits longer than {@link #SOON_S}. */
    private static final String REQUEST_TIMEOUT_MS = "90000";

    private static final int SOON_S = 45;

    private HeadlessApplication() {}

    public static void main(String[] namesFile) throws Exception {
        Path names = Path.of(namesFile[0]);
        Files.writeString(names, "127.0.0.1 broker-0\n127.0.0.1 broker-1\n");
        Script script = Script.sasl().sessions(LIFETIME).unenforced();
        Script another = Script.sasl().sessions(LIFETIME).unenforced();
        Cluster old = Cluster.start(script);
        Cluster next = old.another(another);
        Topology topology = new Topology(
                List.of(new Topology.Node(0, "broker-0", old), new Topology.Node(1, "broker-1", next)),
                Map.of("topic", 0, "other", 1));
        script.announce(topology);
        another.announce(topology);
        Map<String, Object> settings = Clients.sasl(next, "client");
        settings.put("request.timeout.ms", REQUEST_TIMEOUT_MS);
        settings.put("delivery.timeout.ms", "300000");
        Producer<String, String> producer = Clients.idempotentProducer(settings);
        producer.send(new ProducerRecord<>("other", "connects")).get(SOON_S, TimeUnit.SECONDS);
        producer.send(new ProducerRecord<>("topic", "before")).get(SOON_S, TimeUnit.SECONDS);
        script.once(
                arrival -> {
                    boolean goes = Arrival.renewing(ApiKeys.SASL_HANDSHAKE).test(arrival);
                    if (goes) {
                        another.announce(topology.led("topic", 1));
                        script.announce(topology.led("topic", 1));
                        write(names, "127.0.0.1 broker-1\n");
                    }
                    return goes;
                },
                Reaction.finish());
        while (hasFreshSession(old)) {
            LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(10));
        }
        List<Future<?>> sent = new ArrayList<>();
        List<String> values = new ArrayList<>(List.of("before"));
        for (int i = 0; i < 5; i++) {
            values.add(i == 0 ? "x".repeat(100_000) : Integer.toString(i));
            sent.add(producer.send(new ProducerRecord<>("topic", values.get(i + 1))));
        }
        for (Future<?> each : sent) {
            each.get(SOON_S, TimeUnit.SECONDS);
        }
        System.out.println(next.records("topic").equals(values) ? IN_ORDER : "out of order");
        Runtime.getRuntime().halt(0);
    }

    /** A large record waits for a fresh session, unless the session has only begun. */
    private static boolean hasFreshSession(Cluster cluster) {
        List<Event> granted = cluster.journal().of("client", Event.Kind.AUTHENTICATED);
        return System.nanoTime() - granted.get(granted.size() - 1).nanos() < LIFETIME.toNanos() / 3;
    }

    private static void write(Path file, String text) {
        try {
            Files.writeString(file, text);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
