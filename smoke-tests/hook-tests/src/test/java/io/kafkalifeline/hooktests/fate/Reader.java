package io.kafkalifeline.hooktests.fate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.Metric;
import org.apache.kafka.common.MetricName;

/** Reads a topic from its beginning. */
final class Reader extends Life {
    private static final Duration POLL = Duration.ofMillis(50);

    private final Nodes nodes;
    private final Consumer<String, String> consumer;
    private final String topic;
    private final List<String> read = new CopyOnWriteArrayList<>();

    Reader(String name, Nodes nodes, Consumer<String, String> consumer, String topic) {
        super(name);
        this.nodes = nodes;
        this.consumer = consumer;
        this.topic = topic;
    }

    @Override
    void call() {
        for (ConsumerRecord<String, String> record : consumer.poll(POLL)) {
            read.add(record.value());
        }
    }

    @Override
    int successes() {
        return read.size();
    }

    @Override
    Map<MetricName, ? extends Metric> metrics() {
        return consumer.metrics();
    }

    /** The writers have come to their end. */
    @Override
    void end() throws InterruptedException {
        await().atMost(BOUND).until(() -> read.size() >= nodes.records(topic).size());
        super.end();
    }

    @Override
    void check(Nodes of, String what) {
        assertThat(read).as("read once and in order: %s, %s", name(), what).isEqualTo(of.records(topic));
    }

    @Override
    void close(Duration atMost) {
        consumer.close();
    }
}
