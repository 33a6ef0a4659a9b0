package io.kafkalifeline.hooktests;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;

/** Clients at work, each on a thread of its own, until it throws or all are stopped; what they sent, read and threw. */
final class Application implements AutoCloseable {
    private static final long BETWEEN_CALLS_NANOS = TimeUnit.MILLISECONDS.toNanos(5);

    private final List<Thread> threads = new ArrayList<>();
    private final List<Throwable> errors = new CopyOnWriteArrayList<>();
    private volatile boolean stopped;

    /** Sends the numbers from 0 to the topic, each when the one before it was acknowledged; returns what was. */
    List<String> produce(Producer<String, String> producer, String topic) {
        List<String> sent = new CopyOnWriteArrayList<>();
        start(producer, () -> {
            String next = Integer.toString(sent.size());
            producer.send(new ProducerRecord<>(topic, next)).get();
            return sent.add(next);
        });
        return sent;
    }

    /**
     * Asks the cluster for a new topic before each record, and does not wait for the records: what is sent to a topic that
     * is known waits in silence for a broker that refuses.
     */
    void produceToNewTopics(Producer<String, String> producer) {
        AtomicInteger topics = new AtomicInteger();
        start(producer, () -> {
            Future<?> sent = producer.send(new ProducerRecord<>("topic-" + topics.getAndIncrement(), "value"));
            return sent.isDone() ? sent.get() : null;
        });
    }

    /** Returns what it reads. */
    List<String> consume(Consumer<String, String> consumer) {
        List<String> read = new CopyOnWriteArrayList<>();
        start(consumer, () -> {
            for (ConsumerRecord<String, String> each : consumer.poll(Duration.ofMillis(50))) {
                read.add(each.value());
            }
            return null;
        });
        return read;
    }

    /** Asks for the cluster's nodes. */
    void describe(Admin admin) {
        start(admin, () -> admin.describeCluster().nodes().get());
    }

    /** What the calls have thrown so far. */
    List<Throwable> errors() {
        return errors;
    }

    /** Stops the calls, waits for those under way, and closes the clients. */
    void stop() {
        stopped = true;
        boolean interrupted = false;
        for (Thread thread : threads) {
            try {
                thread.join(TimeUnit.SECONDS.toMillis(60));
            } catch (InterruptedException e) {
                interrupted = true;
            }
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public void close() {
        stop();
    }

    private void start(AutoCloseable client, Callable<?> call) {
        Thread thread = new Thread(() -> run(client, call));
        threads.add(thread);
        thread.start();
    }

    private void run(AutoCloseable client, Callable<?> call) {
        try (client) {
            // What it throws is told before the client is closed, which waits for what is still to be sent.
            callUntilItThrows(call);
        } catch (Exception e) {
            errors.add(e);
        }
    }

    private void callUntilItThrows(Callable<?> call) {
        try {
            while (!stopped) {
                call.call();
                LockSupport.parkNanos(BETWEEN_CALLS_NANOS);
            }
        } catch (ExecutionException e) {
            errors.add(e.getCause());
        } catch (Exception e) {
            errors.add(e);
        }
    }
}
