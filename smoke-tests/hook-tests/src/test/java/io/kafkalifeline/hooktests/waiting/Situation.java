package io.kafkalifeline.hooktests.waiting;

import io.kafkalifeline.hooktests.Clients;
import io.kafkalifeline.hooktests.cluster.Arrival;
import io.kafkalifeline.hooktests.cluster.Cluster;
import io.kafkalifeline.hooktests.cluster.Reaction;
import io.kafkalifeline.hooktests.cluster.Script;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Supplier;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.Metric;
import org.apache.kafka.common.MetricName;
import org.apache.kafka.common.protocol.ApiKeys;

/** A client has nothing to do but wait. */
enum Situation {
    IDLE_PRODUCER("a producer has nothing to send") {
        @Override
        Waiting begin() throws Exception {
            Cluster cluster = cluster();
            return new Waiting(cluster, started(cluster, () -> "alice"));
        }
    },
    CONSUMER("a consumer waits for records") {
        @Override
        Waiting begin() {
            Cluster cluster = cluster();
            Consumer<String, String> consumer = Clients.consumer(Clients.sasl(cluster, name()), "topic");
            Thread thread = new Thread(() -> {
                while (true) {
                    consumer.poll(Duration.ofSeconds(1));
                }
            });
            thread.setDaemon(true);
            thread.start();
            return new Waiting(cluster, consumer::metrics);
        }
    },
    REQUEST_IN_FLIGHT("a renewal is due while the broker works on a request") {
        @Override
        Waiting begin() throws Exception {
            Cluster cluster = cluster();
            Producer<String, String> producer = producer(cluster, () -> "alice");
            cluster.script().once(Arrival.afterLogin(ApiKeys.PRODUCE), Reaction.delay(LONG));
            send(producer, "waits");
            return new Waiting(cluster, producer::metrics);
        }
    },
    SILENT_BROKER("the broker is silent during a renewal") {
        @Override
        Waiting begin() throws Exception {
            Cluster cluster = cluster();
            cluster.script().when(Arrival.renewing(ApiKeys.SASL_HANDSHAKE), Reaction.silence());
            Producer<String, String> producer = producer(cluster, () -> "alice");
            sendLater(producer);
            return new Waiting(cluster, producer::metrics);
        }
    },
    BROKER_DOWN("the broker is down") {
        @Override
        Waiting begin() throws Exception {
            Cluster cluster = cluster();
            Producer<String, String> producer = producer(cluster, () -> "alice");
            cluster.close();
            send(producer, "waits");
            return new Waiting(cluster, producer::metrics);
        }
    },
    SLOW_SOURCE("the source of the credentials is slow") {
        @Override
        Waiting begin() throws Exception {
            Cluster cluster = cluster();
            AtomicBoolean slow = new AtomicBoolean();
            Producer<String, String> producer = producer(cluster, () -> {
                if (slow.get()) {
                    LockSupport.parkNanos(LONG.toNanos());
                }
                return "alice";
            });
            slow.set(true);
            sendLater(producer);
            return new Waiting(cluster, producer::metrics);
        }
    },
    THROTTLED("the source has failed, the session is over, and the broker throttles") {
        @Override
        Waiting begin() throws Exception {
            Cluster cluster = cluster();
            AtomicBoolean down = new AtomicBoolean();
            Producer<String, String> producer = producer(cluster, () -> {
                if (down.get()) {
                    throw new IllegalStateException("the source is down");
                }
                return "alice";
            });
            down.set(true);
            cluster.script().once(Arrival.afterLogin(ApiKeys.PRODUCE), Reaction.throttle(LONG));
            send(producer, "throttled");
            sendLater(producer);
            return new Waiting(cluster, producer::metrics);
        }
    };

    /** Longer than it is watched. */
    private static final Duration LONG = Duration.ofSeconds(8);

    private static final Duration LIFETIME = Duration.ofMillis(1500);

    private final String described;

    Situation(String described) {
        this.described = described;
    }

    /** In words. */
    String described() {
        return described;
    }

    /** Brings it about. */
    abstract Waiting begin() throws Exception;

    Cluster cluster() {
        return Cluster.start(Script.sasl().sessions(LIFETIME).unenforced());
    }

    Supplier<Map<MetricName, ? extends Metric>> started(Cluster cluster, Supplier<String> user) throws Exception {
        return producer(cluster, user)::metrics;
    }

    /** A producer that has sent a record. */
    Producer<String, String> producer(Cluster cluster, Supplier<String> user) throws Exception {
        Producer<String, String> producer = Clients.idempotentProducer(Clients.sasl(cluster, name(), user));
        producer.send(new ProducerRecord<>("topic", "first")).get(60, TimeUnit.SECONDS);
        return producer;
    }

    /** Nobody waits for it. */
    static void send(Producer<String, String> producer, String value) {
        Future<?> unused = producer.send(new ProducerRecord<>("topic", value));
    }

    /** Wants to send every now and then. */
    static void sendLater(Producer<String, String> producer) {
        Thread thread = new Thread(() -> {
            while (true) {
                LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(500));
                send(producer, "later");
            }
        });
        thread.setDaemon(true);
        thread.start();
    }

    /** It has been brought about; asks its client for its metrics. */
    record Waiting(Cluster cluster, Supplier<Map<MetricName, ? extends Metric>> metrics) {
        /** How often the client has asked the operating system for what is ready. */
        double selects() {
            return metrics.get().entrySet().stream()
                    .filter(metric -> metric.getKey().name().equals("select-total"))
                    .mapToDouble(metric -> (Double) metric.getValue().metricValue())
                    .sum();
        }
    }
}
