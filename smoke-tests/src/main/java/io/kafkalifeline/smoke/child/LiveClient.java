package io.kafkalifeline.smoke.child;

/** A client at work on a thread of its own. */
interface LiveClient {
    /** What it has done so far; any thread. */
    Summary summary();

    /** Lets it finish what it is doing and ends it. */
    void finish() throws InterruptedException;
}
