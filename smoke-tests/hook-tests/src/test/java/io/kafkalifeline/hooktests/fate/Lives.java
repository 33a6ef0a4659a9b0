package io.kafkalifeline.hooktests.fate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.kafkalifeline.hooktests.Clients;
import io.kafkalifeline.hooktests.fate.Writer.Kind;
import java.lang.management.ManagementFactory;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.producer.Producer;

/** Clients of every kind at work; others come while they are. Confined to the test's thread. */
final class Lives implements AutoCloseable {
    /** A spin makes tens of thousands; what there is to do here makes a few for each of a hundred calls a second. */
    private static final double MOST_SELECTS_PER_SECOND = 6000;

    /** Longer than anything is waited for: what is lost from sight is not told of in time. */
    private static final int FORGOTTEN_MS = 150_000;

    private static final String READ = "from-idempotent";
    private static final String NEWCOMER = "newcomer-";

    private final List<Life> all = new ArrayList<>();
    private final Selects selects = new Selects();
    private final Nodes nodes;
    private final Source source;
    private final String mark;
    private int newcomers;

    /** @param mark part of every client.id, so that the clients' threads are known from those of other tests */
    Lives(Nodes nodes, Source source, String mark) {
        this.nodes = nodes;
        this.source = source;
        this.mark = mark;
        write("frail", Kind.FRAIL);
        write("acks0", Kind.UNANSWERED);
        write("idempotent", Kind.IDEMPOTENT);
        write("lone", Kind.LONE);
        write("lone-frail", Kind.LONE_AND_FRAIL);
        add(new Reader("consumer", nodes, Clients.consumer(settings("consumer"), READ), READ));
        add(new Caller("admin", Clients.admin(settings("admin"))));
    }

    /** One more comes, at the worst time; returns its name. */
    String come(int kind) {
        String name = NEWCOMER + newcomers++;
        switch (kind % 3) {
            case 0 -> write(name, Kind.LONE);
            case 1 -> add(new Reader(name, nodes, Clients.consumer(settings(name), READ), READ));
            default -> add(new Caller(name, Clients.admin(settings(name))));
        }
        return name + " of kind " + kind % 3;
    }

    private void write(String name, Kind kind) {
        String topic = "from-" + name;
        nodes.lead(topic, all.size() % Nodes.COUNT);
        add(new Writer(name, kind, producer(kind, settings(name)), topic));
    }

    private void add(Life life) {
        all.add(life);
        selects.watch(life);
        life.start();
    }

    private Map<String, Object> settings(String clientId) {
        String servers = clientId.startsWith(NEWCOMER) ? nodes.addresses() : nodes.bootstrap();
        Map<String, Object> settings = Clients.sasl(servers, clientId + mark, source);
        settings.put("request.timeout.ms", "2000");
        // A call to which a broker was silent ends before the bound does.
        settings.put("default.api.timeout.ms", "10000");
        settings.put("socket.connection.setup.timeout.ms", "1000");
        settings.put("reconnect.backoff.max.ms", "200");
        return settings;
    }

    private static Producer<String, String> producer(Kind kind, Map<String, Object> settings) {
        settings.put("max.block.ms", "5000");
        // Large records are written in many pieces.
        settings.put("send.buffer.bytes", "8192");
        if (kind.isNumbered()) {
            settings.put("delivery.timeout.ms", Integer.toString(FORGOTTEN_MS));
            return Clients.idempotentProducer(settings);
        }
        if (kind == Kind.UNANSWERED) {
            settings.put("acks", "0");
        }
        return Clients.frailProducer(settings, 2000, FORGOTTEN_MS);
    }

    /** Waits until every client has had more success than now. */
    void awaitAtWork() {
        Map<String, Integer> before = progress();
        await().atMost(Life.BOUND)
                .until(() ->
                        progress().entrySet().stream().allMatch(now -> now.getValue() > before.get(now.getKey()) + 2));
    }

    /** How many successes each client has had. */
    Map<String, Integer> progress() {
        Map<String, Integer> progress = new LinkedHashMap<>();
        all.forEach(life -> progress.put(life.name(), life.successes()));
        return progress;
    }

    /** What has begun comes to its end: first what is written, then what reads it. */
    void end() throws InterruptedException {
        for (Life life : all) {
            if (life instanceof Writer) {
                life.end();
            }
        }
        for (Life life : all) {
            life.end();
        }
    }

    void check(String what) throws InterruptedException {
        all.forEach(life -> life.check(nodes, what));
        for (Life life : all) {
            assertThat(life.spinsByItself() ? 0 : selects.most().getOrDefault(life.name(), 0.0))
                    .as("selects: %s, %s", life.name(), what)
                    .isLessThan(MOST_SELECTS_PER_SECOND);
        }
        assertThat(ManagementFactory.getThreadMXBean().findDeadlockedThreads()).isNull();
        long begun = System.nanoTime();
        close();
        assertThat(System.nanoTime() - begun)
                .as("every close returns by itself: %s", what)
                .isLessThan(TimeUnit.SECONDS.toNanos(Life.BOUND.toSeconds()));
        assertThat(Thread.getAllStackTraces().keySet().stream().map(Thread::getName))
                .as("threads that are left: %s", what)
                .noneMatch(name -> name.endsWith(mark));
    }

    @Override
    public void close() {
        selects.close();
        all.forEach(Life::close);
    }
}
