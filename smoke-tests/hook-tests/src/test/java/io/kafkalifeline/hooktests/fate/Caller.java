package io.kafkalifeline.hooktests.fate;

import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.common.Metric;
import org.apache.kafka.common.MetricName;

/** Asks for the cluster's nodes. */
final class Caller extends Life {
    private final Admin admin;
    private final AtomicInteger answers = new AtomicInteger();

    Caller(String name, Admin admin) {
        super(name);
        this.admin = admin;
    }

    @Override
    void call() throws InterruptedException, ExecutionException {
        admin.describeCluster().nodes().get();
        answers.incrementAndGet();
    }

    @Override
    int successes() {
        return answers.get();
    }

    @Override
    Map<MetricName, ? extends Metric> metrics() {
        return admin.metrics();
    }

    @Override
    void check(Nodes nodes, String what) {
        // each call has ended
    }

    @Override
    void close(Duration atMost) {
        admin.close(atMost);
    }
}
