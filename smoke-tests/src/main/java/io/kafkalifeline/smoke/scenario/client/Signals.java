package io.kafkalifeline.smoke.scenario.client;

/** What the parent has said so far. Thread-safe. */
final class Signals {
    private volatile boolean stopped;
    private volatile long fed;

    /** @param recordsFed how many records a consumer should have got when all is over */
    void stop(long recordsFed) {
        fed = recordsFed;
        stopped = true;
    }

    /** What frameworks do after an authentication failure before they poll again. */
    void pause() {
        try {
            Thread.sleep(100);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    boolean stopped() {
        return stopped;
    }

    long fed() {
        return fed;
    }
}
