package io.kafkalifeline.session;

import static io.kafkalifeline.session.Nanos.PER_MS;

import io.kafkalifeline.session.SimulatedBroker.Request;
import java.util.ArrayDeque;
import java.util.Deque;

/** A network thread that drives one connection at a time, the way the hooks do, and knows nothing but {@link Session}. */
final class SimulatedClient implements SimulatedBroker.Peer {
    private final Simulation simulation;
    private final Scenario scenario;
    private final Lifetimes lifetimes;
    private final ClusterMemory memory = new ClusterMemory();
    private final Deque<Scenario.Work> backlog = new ArrayDeque<>();

    final Counts counts = new Counts();

    Session session;
    private SimulatedBroker broker;
    private Wire toBroker;
    private Wire fromBroker;
    private boolean ready;
    private int roundsLeft;
    private int inFlight;
    private long busyUntilNanos;
    private long lastAnswerNanos;

    private int timer;
    private boolean armed;
    private long armedForNanos;
    private boolean armedMayWrite;
    private boolean armedDue;

    SimulatedClient(Simulation simulation, Scenario scenario, Lifetimes lifetimes) {
        this.simulation = simulation;
        this.scenario = scenario;
        this.lifetimes = lifetimes;
    }

    void start() {
        connect();
        simulation.after(scenario.intervalNanos(), this::demand);
    }

    /** Something to write comes up; what cannot be written waits, but not for ever more of it. */
    private void demand() {
        if (backlog.size() < scenario.maxInFlight()) {
            backlog.add(scenario.work(simulation));
        }
        event(() -> {});
        simulation.after(scenario.intervalNanos(), this::demand);
    }

    private void connect() {
        counts.connections++;
        session = new Session(memory, simulation.random::nextDouble);
        toBroker = new Wire(simulation, scenario.up());
        fromBroker = new Wire(simulation, scenario.down());
        broker = new SimulatedBroker(simulation, lifetimes, counts, fromBroker, this);
        ready = false;
        inFlight = 0;
        send(new Request(Request.Kind.HANDSHAKE, 0, 0, true), 0);
    }

    @Override
    public void handshakeAnswered() {
        session.handshakeAnswered(clock());
        roundsLeft = scenario.authenticateRounds();
        authenticate();
    }

    @Override
    public void challenged() {
        authenticate();
    }

    private void authenticate() {
        session.authenticateWritten(clock());
        roundsLeft--;
        Request.Kind kind = roundsLeft > 0 ? Request.Kind.AUTHENTICATE : Request.Kind.LAST_AUTHENTICATE;
        long work = simulation.between(scenario.authenticateNanos(), scenario.authenticateNanos() / 4);
        send(new Request(kind, work, 0, true), 0);
    }

    @Override
    public void granted(long lifetimeMs) {
        event(() -> {
            counts.grants++;
            session.granted(clock(), lifetimeMs);
            ready = true;
        });
    }

    @Override
    public void answered(long throttleNanos) {
        event(() -> {
            counts.answered++;
            counts.longestGapNanos = Math.max(counts.longestGapNanos, simulation.now() - lastAnswerNanos);
            lastAnswerNanos = simulation.now();
            inFlight--;
            session.requestAnswered(clock());
            session.throttled(clock(), throttleNanos);
        });
    }

    @Override
    public void closed() {
        session.closed(clock(), ready);
        toBroker.cut();
        fromBroker.cut();
        ready = false;
        disarm();
        simulation.after(50 * PER_MS, this::connect);
    }

    private void event(Runnable event) {
        if (armed && armedForNanos - clock() > 0 && changed()) {
            counts.missedChanges++;
        }
        disarm();
        event.run();
        run();
    }

    private void run() {
        if (!ready) {
            return;
        }
        if (simulation.now() < busyUntilNanos) {
            simulation.at(busyUntilNanos, () -> event(() -> {}));
            return;
        }
        if (session.reauthenticationDue(clock())) {
            ready = false;
            session.reauthenticationBegun(clock());
            send(new Request(Request.Kind.HANDSHAKE, 0, 0, true), 0);
        } else if (session.wantsAnswer() && session.mayAsk(clock())) {
            write(new Scenario.Work(18, PER_MS / 10, 0, 0, 0, true));
            run();
        } else if (!backlog.isEmpty() && inFlight < scenario.maxInFlight() && mayWrite(backlog.peek())) {
            write(backlog.remove());
            run();
        } else {
            arm();
        }
    }

    private boolean mayWrite(Scenario.Work work) {
        session.requestQueued(work.bytes());
        return session.mayWrite(clock());
    }

    private void write(Scenario.Work work) {
        counts.written++;
        // The socket takes a fifth of a large request at once.
        busyUntilNanos = simulation.now() + Math.max(scenario.writeNanos(), work.sendingNanos() / 5 * 4);
        session.requestWritten(clock(), work.kind(), work.waitBoundNanos());
        if (work.answered()) {
            inFlight++;
        } else {
            session.requestForgotten(clock());
        }
        send(
                new Request(Request.Kind.ORDINARY, work.serviceNanos(), work.throttleNanos(), work.answered()),
                work.sendingNanos());
    }

    private void send(Request request, long sendingNanos) {
        SimulatedBroker to = broker;
        toBroker.carry(sendingNanos, () -> to.arrived(request));
    }

    private void arm() {
        armed = true;
        armedMayWrite = session.mayWrite(clock());
        armedDue = session.reauthenticationDue(clock());
        armedForNanos = session.nextChangeNanos(clock());
        if (armedForNanos != Long.MAX_VALUE) {
            int mine = ++timer;
            simulation.at(scenario.trueTime(armedForNanos), () -> wakeUp(mine));
        }
    }

    private void wakeUp(int mine) {
        if (mine == timer) {
            if (!changed()) {
                counts.vainWakeUps++;
            }
            disarm();
            run();
        }
    }

    private boolean changed() {
        return session.mayWrite(clock()) != armedMayWrite || session.reauthenticationDue(clock()) != armedDue;
    }

    private void disarm() {
        armed = false;
        timer++;
    }

    private long clock() {
        return scenario.clientClock(simulation.now());
    }
}
