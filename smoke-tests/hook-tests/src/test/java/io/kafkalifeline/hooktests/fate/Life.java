package io.kafkalifeline.hooktests.fate;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.apache.kafka.common.Metric;
import org.apache.kafka.common.MetricName;
import org.apache.kafka.common.errors.InterruptException;

/** One client at work on a thread of its own, which goes on whatever it is told. */
abstract class Life implements AutoCloseable {
    /** Nothing takes so long unless somebody waits for ever. */
    static final Duration BOUND = Duration.ofSeconds(60);

    private static final long PACE_NANOS = TimeUnit.MILLISECONDS.toNanos(10);

    private final String name;
    private final Thread thread;
    private volatile boolean stopped;

    Life(String name) {
        this.name = name;
        thread = new Thread(this::live, "life-" + name);
    }

    final String name() {
        return name;
    }

    final void start() {
        thread.start();
    }

    /** One call to the client; what it throws was told. */
    abstract void call() throws Exception;

    /** How many successes it has had. */
    abstract int successes();

    abstract Map<MetricName, ? extends Metric> metrics();

    /** Whether the stock client polls without a pause where a batch of several is sent again. */
    boolean spinsByItself() {
        return false;
    }

    /** No more calls, and what has begun comes to its end. */
    void end() throws InterruptedException {
        stop();
    }

    /** What it was told, and what the cluster has, as it should be. */
    abstract void check(Nodes nodes, String what);

    abstract void close(Duration atMost);

    final boolean isStopped() {
        return stopped;
    }

    /** No more calls. */
    final void stop() throws InterruptedException {
        stopped = true;
        thread.join(BOUND.toMillis());
        if (thread.isAlive()) {
            throw new AssertionError(name + " is stuck in " + List.of(thread.getStackTrace()));
        }
    }

    @Override
    public final void close() {
        stopped = true;
        thread.interrupt();
        boolean ended = false;
        while (!ended) {
            try {
                thread.join(BOUND.toMillis());
                ended = true;
            } catch (InterruptedException e) {
                // the client is still to be closed
            }
        }
        close(BOUND);
    }

    private void live() {
        while (!Thread.currentThread().isInterrupted() && !stopped) {
            try {
                call();
            } catch (InterruptedException | InterruptException e) {
                return;
            } catch (Exception e) {
                // told; the application goes on
            }
            LockSupport.parkNanos(PACE_NANOS);
        }
    }
}
