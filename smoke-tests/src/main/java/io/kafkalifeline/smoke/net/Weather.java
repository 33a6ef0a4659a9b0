package io.kafkalifeline.smoke.net;

/** What a {@link Relay} does to bytes at the moment. Thread-safe. */
final class Weather {
    private Network network = Network.LOOPBACK;
    private boolean stalled;

    synchronized void become(Network newNetwork) {
        network = newNetwork;
    }

    synchronized Network network() {
        return network;
    }

    synchronized void stall(boolean stall) {
        stalled = stall;
        notifyAll();
    }

    synchronized void awaitPassage() throws InterruptedException {
        while (stalled) {
            wait();
        }
    }
}
