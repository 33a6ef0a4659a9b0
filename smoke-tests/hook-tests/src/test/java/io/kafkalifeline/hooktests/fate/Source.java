package io.kafkalifeline.hooktests.fate;

import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;

/** Where the clients have their credentials from: quick and right, or slow, or out of order. Thread-safe. */
final class Source implements Supplier<String> {
    private volatile String user = "alice";
    private volatile long delayMs;
    private volatile boolean failing;

    void user(String name) {
        user = name;
    }

    void slow(long ms) {
        delayMs = ms;
    }

    void failing() {
        failing = true;
    }

    void calm() {
        delayMs = 0;
        failing = false;
    }

    @Override
    public String get() {
        if (failing) {
            throw new IllegalStateException("the source of the credentials is down");
        }
        try {
            TimeUnit.MILLISECONDS.sleep(delayMs);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        return user;
    }
}
