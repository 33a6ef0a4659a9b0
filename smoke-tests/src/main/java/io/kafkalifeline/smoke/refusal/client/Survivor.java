package io.kafkalifeline.smoke.refusal.client;

import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Properties;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;

/** One client that goes on working whatever it is told, as frameworks do; and what it was told. */
abstract class Survivor {
    private static final Duration CLOSED = Duration.ofSeconds(20);
    private static final long AFTER_FAILURE_NANOS = TimeUnit.MILLISECONDS.toNanos(200);

    private final Properties base;
    private final String name;
    private final Thread thread;
    private volatile boolean stopped;
    private final AtomicLong told = new AtomicLong();
    private volatile long lastWorkNanos;
    private volatile long firstWorkSinceGoodNanos;
    private volatile boolean closed;
    private long closedByNanos;

    Survivor(Properties base, String name) {
        this.base = base;
        this.name = name;
        thread = new Thread(this::run, name);
        thread.setDaemon(true);
    }

    /** Makes the client. */
    abstract AutoCloseable open();

    /** One piece of work; false: nothing of what was asked for since the credentials are good has been done. */
    abstract boolean work() throws InterruptedException, ExecutionException, TimeoutException;

    /** What it has read more than once. */
    int again() {
        return 0;
    }

    final Map<String, Object> settings(Map<String, String> own) {
        Map<String, Object> settings = new HashMap<>();
        base.forEach((key, value) -> settings.put((String) key, value));
        settings.put("client.id", name);
        settings.putAll(own);
        return settings;
    }

    final String name() {
        return name;
    }

    final void start() {
        thread.start();
    }

    /** What it is told from now on counts. */
    final void refused() {
        told.set(0);
    }

    /** The credentials are good from now on. */
    final void recovering() {
        firstWorkSinceGoodNanos = 0;
    }

    final boolean hasWorked() {
        return lastWorkNanos != 0;
    }

    private void run() {
        AutoCloseable client = null;
        while (!stopped) {
            try {
                client = client == null ? open() : client;
                if (work()) {
                    long now = System.nanoTime();
                    lastWorkNanos = now;
                    firstWorkSinceGoodNanos = firstWorkSinceGoodNanos == 0 ? now : firstWorkSinceGoodNanos;
                }
            } catch (InterruptedException e) {
                return;
            } catch (Exception e) {
                told.incrementAndGet();
                LockSupport.parkNanos(AFTER_FAILURE_NANOS);
            }
        }
        try {
            if (client != null) {
                client.close();
            }
        } catch (Exception e) {
            // It has returned, which is what counts.
        }
        closed = true;
    }

    /** It has {@link #CLOSED} from now on. */
    final void stop() {
        closedByNanos = System.nanoTime() + CLOSED.toNanos();
        stopped = true;
    }

    /**
     * {@code survivor NAME TOLD RECOVERED-MS SILENT-MS AGAIN CLOSED}; the time is -1 where it has not worked since.
     *
     * @param goodNanos since when the credentials are good
     * @param endNanos when it was asked to stop
     */
    final String line(long goodNanos, long endNanos) throws InterruptedException {
        thread.join(Math.max(1, TimeUnit.NANOSECONDS.toMillis(closedByNanos - System.nanoTime())));
        long recovered = firstWorkSinceGoodNanos == 0 ? -1 : (firstWorkSinceGoodNanos - goodNanos) / 1_000_000;
        long silent = (endNanos - Math.max(lastWorkNanos, goodNanos)) / 1_000_000;
        return "survivor " + name + " " + told.get() + " " + recovered + " " + silent + " " + again() + " " + closed;
    }
}
