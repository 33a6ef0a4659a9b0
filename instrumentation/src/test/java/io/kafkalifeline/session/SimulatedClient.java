package io.kafkalifeline.session;

import static io.kafkalifeline.session.traffic.Nanos.PER_MS;

import io.kafkalifeline.session.SimulatedBroker.Request.Kind;
import io.kafkalifeline.session.SimulatedThread.Send;
import java.util.ArrayDeque;
import java.util.Deque;

/**
 * A client that has one connection at a time, writes what a {@link Scenario} asks of it, and has its tokens at hand.
 */
final class SimulatedClient implements SimulatedBroker.Peer, SimulatedThread.Channel {
    private static final Scenario.Work PROBE = new Scenario.Work(18, PER_MS / 10, 0, 0, 0, true);

    private final Simulation simulation;
    private final Scenario scenario;
    private final Lifetimes lifetimes;
    private final ClusterMemory memory = new ClusterMemory();
    private final Deque<Scenario.Work> backlog = new ArrayDeque<>();

    final Counts counts = new Counts();

    private Renewal renewal;
    private SimulatedThread thread;
    private SimulatedBroker broker;
    private Wire toBroker;
    private Wire fromBroker;
    private boolean open;
    private int roundsLeft;
    private int inFlight;
    private long busyUntilNanos;
    private long lastAnswerNanos;

    SimulatedClient(Simulation simulation, Scenario scenario, Lifetimes lifetimes) {
        this.simulation = simulation;
        this.scenario = scenario;
        this.lifetimes = lifetimes;
    }

    void start() {
        connect();
        simulation.after(scenario.intervalNanos(), this::demand);
        if (scenario.pause().most() > 0) {
            simulation.after(scenario.pause().most(), this::pause);
        }
    }

    /** Something to write comes up; what cannot be written waits, but not for ever more of it. */
    private void demand() {
        if (backlog.size() < scenario.maxInFlight()) {
            backlog.add(scenario.work(simulation));
        }
        thread.event(() -> {});
        simulation.after(scenario.intervalNanos(), this::demand);
    }

    private void pause() {
        long pauseNanos = simulation.within(scenario.pause());
        thread.pause(pauseNanos);
        simulation.after(pauseNanos + simulation.between(0, 1_000 * PER_MS), this::pause);
    }

    private void connect() {
        counts.connections++;
        renewal = new Renewal(memory, simulation.random::nextDouble, null);
        thread = new SimulatedThread(simulation, this, renewal, counts.faults);
        toBroker = new Wire(simulation, scenario.up());
        fromBroker = new Wire(simulation, scenario.down());
        broker = new SimulatedBroker(simulation, lifetimes, counts, fromBroker, this);
        open = false;
        inFlight = 0;
        busyUntilNanos = simulation.now();
        send(new SimulatedBroker.Request(Kind.HANDSHAKE, 0, 0, true), 0);
    }

    @Override
    public void handshakeAnswered() {
        thread.event(() -> {
            renewal.handshakeAnswered(clock());
            roundsLeft = scenario.authenticateRounds();
            authenticate();
        });
    }

    @Override
    public void challenged() {
        thread.event(this::authenticate);
    }

    private void authenticate() {
        renewal.authenticateWritten(clock());
        roundsLeft--;
        Kind kind = roundsLeft > 0 ? Kind.AUTHENTICATE : Kind.LAST_AUTHENTICATE;
        long work = simulation.between(scenario.authenticateNanos(), scenario.authenticateNanos() / 4);
        send(new SimulatedBroker.Request(kind, work, 0, true), 0);
    }

    @Override
    public void granted(long lifetimeMs) {
        thread.event(() -> {
            counts.grants++;
            renewal.granted(clock(), lifetimeMs);
            open = true;
        });
    }

    @Override
    public void answered(long throttleNanos) {
        thread.event(() -> {
            counts.answered++;
            counts.longestGapNanos = Math.max(counts.longestGapNanos, simulation.now() - lastAnswerNanos);
            lastAnswerNanos = simulation.now();
            inFlight--;
            renewal.answered(clock());
            renewal.throttled(clock(), throttleNanos);
        });
    }

    @Override
    public void closed() {
        thread.event(() -> {
            renewal.closed(clock(), open);
            toBroker.cut();
            fromBroker.cut();
            open = false;
            thread.close();
            simulation.after(50 * PER_MS, this::connect);
        });
    }

    @Override
    public boolean halfWritten() {
        return simulation.now() < busyUntilNanos;
    }

    @Override
    public boolean wantsToSend() {
        return open && !backlog.isEmpty() && inFlight < scenario.maxInFlight();
    }

    @Override
    public Send take() {
        return send(backlog.remove());
    }

    @Override
    public Send probe() {
        return send(PROBE);
    }

    private Send send(Scenario.Work work) {
        return new Send(
                Request.of(work.kind(), work.bytes(), work.waitBoundNanos(), work.answered()), () -> write(work));
    }

    private void write(Scenario.Work work) {
        counts.written++;
        // The socket takes a fifth of a large request at once.
        busyUntilNanos = simulation.now() + Math.max(scenario.writeNanos(), work.sendingNanos() / 5 * 4);
        if (busyUntilNanos > simulation.now()) {
            SimulatedThread writing = thread;
            simulation.at(busyUntilNanos, () -> writing.event(() -> {}));
        }
        if (work.answered()) {
            inFlight++;
        }
        send(
                new SimulatedBroker.Request(Kind.ORDINARY, work.serviceNanos(), work.throttleNanos(), work.answered()),
                work.sendingNanos());
    }

    private void send(SimulatedBroker.Request request, long sendingNanos) {
        SimulatedBroker to = broker;
        toBroker.carry(sendingNanos, () -> to.arrived(request));
    }

    @Override
    public void askSource() {
        throw new AssertionError("tokens are at hand");
    }

    @Override
    public void begin() {
        send(new SimulatedBroker.Request(Kind.HANDSHAKE, 0, 0, true), 0);
    }

    @Override
    public void giveUp() {
        throw new AssertionError("the broker answers");
    }

    @Override
    public long clock() {
        return scenario.clientClock(simulation.now());
    }

    @Override
    public long trueTime(long clockNanos) {
        return scenario.trueTime(clockNanos);
    }
}
