package io.kafkalifeline.smoke.scenario.client;

import java.util.concurrent.TimeUnit;

/**
 * Whether a consumer has more to read: until it has everything, or nothing has come after the end for two fifths of what a
 * producer would wait.
 */
final class Drain {
    private final Setup setup;
    private final long patienceNanos;
    private long read;
    private long since;
    private boolean ending;

    Drain(Setup setup) {
        this.setup = setup;
        patienceNanos = TimeUnit.MILLISECONDS.toNanos(setup.deliveryTimeoutMs()) * 2 / 5;
    }

    boolean goesOn() {
        if (!setup.signals().stopped()) {
            return true;
        }
        long now = System.nanoTime();
        long readNow = setup.book().deliveredDistinct();
        if (!ending || readNow > read) {
            ending = true;
            read = readNow;
            since = now;
        }
        setup.book().unwatch();
        return readNow < setup.signals().fed() && now - since < patienceNanos;
    }
}
