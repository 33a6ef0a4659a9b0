package io.kafkalifeline.session;

import java.util.ArrayDeque;
import java.util.Deque;

/**
 * One connection as an Apache Kafka broker serves it: one request at a time, expiry judged when a request is taken off
 * the socket, one second between the begins of re-authentications, nothing read while throttled.
 */
final class SimulatedBroker {
    private static final long SECOND_NANOS = 1_000_000_000;
    private static final long HANDSHAKE_NANOS = 50_000;

    /** What lies on the socket. */
    record Request(Kind kind, long serviceNanos, long throttleNanos, boolean answered) {
        enum Kind {
            HANDSHAKE,
            AUTHENTICATE,
            LAST_AUTHENTICATE,
            ORDINARY
        }
    }

    /** What the client hears. */
    interface Peer {
        void handshakeAnswered();

        void challenged();

        void granted(long lifetimeMs);

        void answered(long throttleNanos);

        void closed();
    }

    private final Simulation simulation;
    private final Lifetimes lifetimes;
    private final Counts counts;
    private final Wire toClient;
    private final Peer client;
    private final Deque<Request> socket = new ArrayDeque<>();

    private boolean authenticated;
    private boolean busy;
    private boolean closed;
    private long mutedUntilNanos;
    private long expiresNanos;
    private Long renewalBeganNanos;

    SimulatedBroker(Simulation simulation, Lifetimes lifetimes, Counts counts, Wire toClient, Peer client) {
        this.simulation = simulation;
        this.lifetimes = lifetimes;
        this.counts = counts;
        this.toClient = toClient;
        this.client = client;
    }

    void arrived(Request request) {
        socket.add(request);
        read();
    }

    private void read() {
        if (busy || closed || socket.isEmpty()) {
            return;
        }
        if (simulation.now() < mutedUntilNanos) {
            simulation.at(mutedUntilNanos, this::read);
            return;
        }
        Request request = socket.remove();
        switch (request.kind()) {
            case HANDSHAKE -> handshake();
            case AUTHENTICATE -> serve(request.serviceNanos(), () -> answer(client::challenged));
            case LAST_AUTHENTICATE -> serve(request.serviceNanos(), this::grant);
            case ORDINARY -> ordinary(request);
        }
    }

    private void handshake() {
        if (authenticated) {
            if (renewalBeganNanos != null && simulation.now() - renewalBeganNanos < SECOND_NANOS) {
                counts.illegalSaslState++;
                close();
                return;
            }
            renewalBeganNanos = simulation.now();
            counts.renewals++;
        }
        serve(HANDSHAKE_NANOS, () -> answer(client::handshakeAnswered));
    }

    private void grant() {
        authenticated = true;
        Lifetimes.Granted granted = lifetimes.grant(simulation.now());
        expiresNanos = granted.expiresNanos();
        answer(() -> client.granted(granted.toldMs()));
    }

    private void ordinary(Request request) {
        if (simulation.now() > expiresNanos) {
            counts.expiredKilled++;
            close();
            return;
        }
        serve(request.serviceNanos(), () -> {
            mutedUntilNanos = simulation.now() + request.throttleNanos();
            if (request.answered()) {
                answer(() -> client.answered(request.throttleNanos()));
            }
        });
    }

    private void serve(long nanos, Runnable then) {
        busy = true;
        simulation.after(nanos, () -> {
            busy = false;
            then.run();
            read();
        });
    }

    private void answer(Runnable arrival) {
        toClient.carry(arrival);
    }

    private void close() {
        closed = true;
        toClient.carry(client::closed);
    }
}
