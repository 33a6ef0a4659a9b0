package io.kafkalifeline.smoke.scenario.client;

/** Whether a consumer has more to read: until it has everything, or nothing has come for ten seconds after the end. */
final class Drain {
    private static final long PATIENCE_NANOS = 10_000_000_000L;

    private final Setup setup;
    private long read;
    private long since;
    private boolean ending;

    Drain(Setup setup) {
        this.setup = setup;
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
        return readNow < setup.signals().fed() && now - since < PATIENCE_NANOS;
    }
}
