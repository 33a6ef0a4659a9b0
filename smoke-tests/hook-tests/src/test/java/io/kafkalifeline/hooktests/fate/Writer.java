package io.kafkalifeline.hooktests.fate;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.common.Metric;
import org.apache.kafka.common.MetricName;

/** Sends numbers from 0 on to a topic of its own. */
final class Writer extends Life {
    /** What it sends, and how. */
    enum Kind {
        /** Does not wait for the answers, and nothing is sent again. */
        FRAIL,
        /** As frail, and there are no answers. */
        UNANSWERED,
        /** Does not wait for the answers: several requests are in flight, and are sent again. */
        IDEMPOTENT,
        /** Waits for each answer, so that nothing but the client itself wakes its thread. */
        LONE,
        /** As lone, and nothing is sent again. */
        LONE_AND_FRAIL;

        boolean waits() {
            return this == LONE || this == LONE_AND_FRAIL;
        }

        boolean isNumbered() {
            return this == IDEMPOTENT || this == LONE;
        }
    }

    private final Kind kind;
    private final Producer<String, String> producer;
    private final Sent sent;

    Writer(String name, Kind kind, Producer<String, String> producer, String topic) {
        super(name);
        this.kind = kind;
        this.producer = producer;
        sent = new Sent(producer, topic, kind.waits());
    }

    @Override
    void call() throws InterruptedException, ExecutionException {
        CompletableFuture<?> told = sent.next();
        if (kind.waits()) {
            told.get();
        }
    }

    @Override
    int successes() {
        return sent.acknowledged().size();
    }

    @Override
    Map<MetricName, ? extends Metric> metrics() {
        return producer.metrics();
    }

    @Override
    boolean spinsByItself() {
        return kind == Kind.IDEMPOTENT;
    }

    @Override
    void end() throws InterruptedException {
        super.end();
        try {
            CompletableFuture.runAsync(producer::flush, task -> new Thread(task, "flush").start())
                    .get(BOUND.toMillis(), TimeUnit.MILLISECONDS);
        } catch (ExecutionException | TimeoutException e) {
            throw new AssertionError(
                    name() + " has not been told of all: " + sent.count() + " sent, "
                            + sent.acknowledged().size() + " acknowledged, "
                            + sent.failed().size() + " failed",
                    e);
        }
    }

    @Override
    void check(Nodes nodes, String what) {
        String of = name() + ", " + what;
        List<String> log = sent.plain(nodes.records(sent.topic()));
        Set<String> once = new HashSet<>(log);
        assertThat(sent.acknowledged().size() + sent.failed().size())
                .as("told of all, once: %s", of)
                .isEqualTo(sent.count());
        assertThat(log).as("nothing is there twice: %s", of).hasSameSizeAs(once);
        if (kind != Kind.UNANSWERED) {
            assertThat(once).as("nothing is lost: %s", of).containsAll(sent.acknowledged());
        }
        if (kind.isNumbered() || kind.waits()) {
            assertThat(log.stream().map(Integer::valueOf))
                    .as("in order: %s", of)
                    .isSorted();
        }
    }

    @Override
    void close(Duration atMost) {
        producer.close(atMost);
    }
}
