package io.kafkalifeline.hooktests.fate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.kafkalifeline.hooktests.Clients;
import io.kafkalifeline.hooktests.cluster.Cluster;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.locks.LockSupport;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.Metric;
import org.apache.kafka.common.MetricName;
import org.apache.kafka.common.errors.InterruptException;

/** Five clients of five kinds at work, which go on whatever they are told. */
final class Lives implements AutoCloseable {
    private static final Duration BOUND = Duration.ofSeconds(30);
    private static final long PACE_NANOS = TimeUnit.MILLISECONDS.toNanos(10);
    /** A spin makes thousands; what there is to do here makes a few for each of a hundred calls a second. */
    private static final double MOST_SELECTS_PER_SECOND = 1000;

    private final List<Thread> threads = new ArrayList<>();
    private final Map<String, Sent> sent = new LinkedHashMap<>();
    private final Consumer<String, String> consumer;
    private final Admin admin;
    private final Cluster cluster;
    private final String mark;
    private final List<String> read = new CopyOnWriteArrayList<>();
    private final AtomicInteger described = new AtomicInteger();
    private final long begunNanos = System.nanoTime();
    private volatile boolean stopped;

    /** @param mark part of every client.id, so that the clients' threads are known from those of other tests */
    Lives(Cluster cluster, AtomicReference<String> user, String mark) {
        this.cluster = cluster;
        this.mark = mark;
        Map<String, Object> frail = settings(cluster, "frail" + mark, user);
        sent.put("frail", new Sent(Clients.frailProducer(frail), "from-frail"));
        Map<String, Object> unanswered = settings(cluster, "acks0" + mark, user);
        unanswered.put("acks", "0");
        sent.put("acks0", new Sent(Clients.frailProducer(unanswered), "from-acks0"));
        Map<String, Object> idempotent = settings(cluster, "idempotent" + mark, user);
        idempotent.put("delivery.timeout.ms", "60000");
        sent.put("idempotent", new Sent(Clients.idempotentProducer(idempotent), "from-idempotent"));
        consumer = Clients.consumer(settings(cluster, "consumer" + mark, user), "from-idempotent");
        admin = Clients.admin(settings(cluster, "admin" + mark, user));
    }

    private static Map<String, Object> settings(Cluster cluster, String clientId, AtomicReference<String> user) {
        Map<String, Object> settings = Clients.sasl(cluster, clientId, user::get);
        settings.put("request.timeout.ms", "2000");
        // A call to which a broker was silent ends before the bound does.
        settings.put("default.api.timeout.ms", "10000");
        settings.put("socket.connection.setup.timeout.ms", "1000");
        settings.put("reconnect.backoff.max.ms", "200");
        return settings;
    }

    void start() {
        sent.forEach((name, each) -> start(name, each::next));
        start("consumer", () -> {
            for (ConsumerRecord<String, String> record : consumer.poll(Duration.ofMillis(50))) {
                read.add(record.value());
            }
        });
        start("admin", () -> {
            admin.describeCluster().nodes().get();
            described.incrementAndGet();
        });
    }

    /** Waits until every client has had more success than now. */
    void awaitAtWork() {
        Map<String, Integer> before = progress();
        await().atMost(BOUND)
                .until(() ->
                        progress().entrySet().stream().allMatch(now -> now.getValue() > before.get(now.getKey()) + 2));
    }

    /** How many successes each client has had. */
    Map<String, Integer> progress() {
        Map<String, Integer> progress = new LinkedHashMap<>();
        sent.forEach((name, each) -> progress.put(name, each.acknowledged().size()));
        progress.put("consumer", read.size());
        progress.put("admin", described.get());
        return progress;
    }

    /** Stops the calls; the producers end what they have begun, and the consumer reads to the end. */
    void stop() throws InterruptedException {
        stopped = true;
        for (Thread thread : threads) {
            if (!thread.getName().equals("life-consumer")) {
                thread.join(BOUND.toMillis());
            }
        }
        sent.values().forEach(each -> each.producer().flush());
        await().atMost(BOUND)
                .until(() -> read.size() >= cluster.records("from-idempotent").size());
        threads.get(sent.size()).interrupt();
        for (Thread thread : threads) {
            thread.join(BOUND.toMillis());
        }
    }

    void check(String what) {
        sent.forEach((name, each) -> {
            String of = name + ", " + what;
            List<String> log = cluster.records("from-" + name);
            Set<String> once = new HashSet<>(log);
            assertThat(each.acknowledged().size() + each.failed().size())
                    .as("told of all: %s", of)
                    .isEqualTo(each.count());
            assertThat(log).as("nothing is there twice: %s", of).hasSameSizeAs(once);
            if (!name.equals("acks0")) {
                assertThat(once).as("nothing is lost: %s", of).containsAll(each.acknowledged());
            }
            assertThat(selectsPerSecond(each.producer().metrics()))
                    .as("selects: %s", of)
                    .isLessThan(MOST_SELECTS_PER_SECOND);
        });
        assertThat(cluster.records("from-idempotent").stream().map(Integer::valueOf))
                .as("in order: %s", what)
                .isSorted();
        assertThat(read).as("read once and in order: %s", what).isEqualTo(cluster.records("from-idempotent"));
        assertThat(selectsPerSecond(consumer.metrics())).as("selects: %s", what).isLessThan(MOST_SELECTS_PER_SECOND);
        assertThat(selectsPerSecond(admin.metrics())).as("selects: %s", what).isLessThan(MOST_SELECTS_PER_SECOND);
        close();
        assertThat(Thread.getAllStackTraces().keySet().stream().map(Thread::getName))
                .as("threads that are left: %s", what)
                .noneMatch(name -> name.endsWith(mark));
    }

    private double selectsPerSecond(Map<MetricName, ? extends Metric> metrics) {
        double seconds = (System.nanoTime() - begunNanos) / 1e9;
        return metrics.entrySet().stream()
                        .filter(metric -> metric.getKey().name().equals("select-total"))
                        .mapToDouble(metric -> (Double) metric.getValue().metricValue())
                        .sum()
                / seconds;
    }

    @Override
    public void close() {
        stopped = true;
        threads.forEach(Thread::interrupt);
        for (Thread thread : threads) {
            boolean ended = false;
            while (!ended) {
                try {
                    thread.join(BOUND.toMillis());
                    ended = true;
                } catch (InterruptedException e) {
                    // the rest is still to be closed
                }
            }
        }
        sent.values().forEach(each -> each.producer().close(Duration.ofSeconds(5)));
        consumer.close();
        admin.close(Duration.ofSeconds(5));
    }

    private void start(String name, Call call) {
        Thread thread = new Thread(() -> live(name.equals("consumer"), call), "life-" + name);
        threads.add(thread);
        thread.start();
    }

    private void live(boolean toTheEnd, Call call) {
        while (!Thread.currentThread().isInterrupted() && (toTheEnd || !stopped)) {
            try {
                call.run();
            } catch (InterruptedException | InterruptException e) {
                return;
            } catch (Exception e) {
                // told; the application goes on
            }
            LockSupport.parkNanos(PACE_NANOS);
        }
    }

    private interface Call {
        void run() throws Exception;
    }
}
