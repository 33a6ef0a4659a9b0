package io.kafkalifeline.smoke.scenario.client;

import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.common.TopicPartition;

/** Five calls a second, of those that go to any broker and those that go to a partition's leader in turn. */
final class AdminCaller implements Runnable {
    private static final int CALLS_PER_SECOND = 5;

    private final Setup setup;

    AdminCaller(Setup setup) {
        this.setup = setup;
    }

    @Override
    public void run() {
        Admin admin = Admin.create(setup.properties(Map.of()));
        Pace pace = new Pace(CALLS_PER_SECOND);
        int calls = 0;
        try {
            while (!setup.signals().stopped()) {
                pace.await();
                int call = calls++;
                if (call % 2 == 0) {
                    if (attempt(call, "describeCluster", admin.describeCluster().clusterId())) {
                        setup.book().answered(call);
                    }
                } else {
                    TopicPartition partition = new TopicPartition(setup.feed(), call % Setup.PARTITIONS);
                    if (attempt(
                            call,
                            "listOffsets",
                            admin.listOffsets(Map.of(partition, OffsetSpec.latest()))
                                    .partitionResult(partition))) {
                        setup.book().acknowledged(call, partition.partition());
                    }
                }
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        setup.book().unwatch();
        setup.book().add("sent", calls);
        setup.book().add("period-ms", 1000 / CALLS_PER_SECOND);
        setup.book().metrics(admin.metrics());
        admin.close(Duration.ofSeconds(5));
    }

    private boolean attempt(int number, String call, Future<?> answer) throws InterruptedException {
        try {
            answer.get(30, TimeUnit.SECONDS);
            return true;
        } catch (ExecutionException | TimeoutException e) {
            setup.book().failed(number, call, e);
            return false;
        }
    }
}
