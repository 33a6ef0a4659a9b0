package io.kafkalifeline.session;

import static io.kafkalifeline.session.traffic.Nanos.PER_MS;

import io.kafkalifeline.session.AfterFailure.Failed;
import io.kafkalifeline.session.SimulatedThread.Send;
import java.time.Duration;
import java.util.List;

/**
 * One client and one broker over many connections: {@link Renewal}, {@link CredentialTurns}, {@link AfterFailure},
 * {@link Patience} and {@link AttemptPace}, polled by a {@link SimulatedThread}, against a broker that follows Kafka's
 * rules (expiry when a request is taken off the socket, one second between re-authentications, nothing read while it
 * throttles) and a {@link Fate}, and a credential source that is slow or down.
 */
final class Life implements SimulatedThread.Channel {
    /** What happens, at any time. */
    interface Fate {
        enum Answer {
            GRANT,
            REFUSE,
            CLOSE,
            HANG
        }

        Answer answer(long nowNanos, boolean again);

        long lifetimeMs(long nowNanos);

        long sourceNanos(long nowNanos);

        boolean sourceFails(long nowNanos);

        /** For how long the broker does not read on after a request that is answered now. */
        default long throttleNanos(long nowNanos) {
            return 0;
        }

        /** For how long the client's machine stands still now. */
        default long pauseNanos(long nowNanos) {
            return 0;
        }

        /** What the client's clock shows when the simulation begins. */
        default long clockNanos() {
            return 0;
        }
    }

    /** What came of it. */
    static final class Outcome {
        int expiredKilled;
        int illegalSaslState;
        int told;
        long firstToldNanos;
        int answered;
        long longestGapNanos;
        int attempts;
        int quickAttempts;
        /** Requests that waited on the network thread for the source while the session was alive. */
        int blockedAlive;

        final SimulatedThread.Faults faults = new SimulatedThread.Faults();
    }

    private static final long TRIP = PER_MS;
    private static final long PERIOD = 20 * PER_MS;
    private static final Patience.Limits LIMITS =
            new Patience.Limits(List.of("Too many connects"), Duration.ofSeconds(30), Duration.ofSeconds(5));

    final Outcome outcome = new Outcome();

    private final Simulation simulation;
    private final Fate fate;
    private final String refusal;
    private final ClusterMemory cluster = new ClusterMemory();
    private final CredentialTurns turns = new CredentialTurns();
    private final AttemptPace pace = new AttemptPace();
    private final Patience patience;

    private int connection;
    private Renewal renewal;
    private SimulatedThread thread;
    private boolean open;
    private boolean wanted;
    private boolean tokenInHand;
    private int exchange;
    private long lastAnswerNanos;
    private long lastAttemptNanos;

    private boolean brokerKnows;
    private long brokerExpiresNanos;
    private long brokerRenewalNanos;
    private long brokerReadsNanos;

    Life(Simulation simulation, Fate fate, String refusal) {
        this.simulation = simulation;
        this.fate = fate;
        this.refusal = refusal;
        patience = new Patience(LIMITS, cluster, simulation.random::nextDouble);
    }

    void start() {
        connect();
        simulation.after(PERIOD, this::demand);
    }

    private void demand() {
        wanted = true;
        long pauseNanos = fate.pauseNanos(simulation.now());
        if (pauseNanos > 0) {
            thread.pause(pauseNanos);
        }
        thread.event(() -> {});
        simulation.after(PERIOD, this::demand);
    }

    private void connect() {
        long now = clock();
        long waitMs = pace.waitMs(now / PER_MS);
        if (waitMs > 0) {
            simulation.after(waitMs * PER_MS, this::connect);
            return;
        }
        if (outcome.attempts > 0 && now - lastAttemptNanos < 1_000 * PER_MS - TRIP) {
            outcome.quickAttempts++;
        }
        outcome.attempts++;
        lastAttemptNanos = now;
        pace.began(now / PER_MS);
        connection++;
        renewal = new Renewal(cluster, simulation.random::nextDouble, turns);
        thread = new SimulatedThread(simulation, this, renewal, outcome.faults);
        open = false;
        tokenInHand = false;
        exchange++;
        brokerKnows = false;
        brokerReadsNanos = simulation.now();
        authenticate(false);
    }

    /** Handshake and token, as one. */
    private void authenticate(boolean again) {
        later(2 * TRIP + unread(), () -> {
            renewal.handshakeAnswered(clock());
            renewal.authenticateWritten(clock());
            int mine = connection;
            simulation.after(TRIP, () -> judge(mine, again));
        });
    }

    /** On this connection, if it is there still. */
    private void later(long delayNanos, Runnable event) {
        SimulatedThread mine = thread;
        simulation.after(delayNanos, () -> mine.event(event));
    }

    private long unread() {
        return Math.max(0, brokerReadsNanos - simulation.now());
    }

    private void judge(int mine, boolean again) {
        if (mine != connection) {
            return;
        }
        long now = simulation.now();
        if (again && brokerRenewalNanos != 0 && now - 2 * TRIP - brokerRenewalNanos < 1_000 * PER_MS) {
            outcome.illegalSaslState++;
        }
        brokerRenewalNanos = again ? now - 2 * TRIP : 0;
        switch (fate.answer(now, again)) {
            case GRANT -> grant(again);
            case REFUSE -> later(TRIP, () -> failed(again ? Failed.REAUTHENTICATION : Failed.CREDENTIALS));
            case CLOSE -> later(TRIP, () -> failed(again ? Failed.REAUTHENTICATION : Failed.BEFORE_CREDENTIALS));
            case HANG -> hang(again);
        }
    }

    private void grant(boolean again) {
        long lifetimeMs = fate.lifetimeMs(simulation.now());
        brokerKnows = true;
        brokerExpiresNanos = simulation.now() + lifetimeMs * PER_MS;
        later(TRIP, () -> {
            renewal.granted(clock(), lifetimeMs);
            patience.accepted();
            pace.accepted();
            open = true;
            wanted |= !again;
        });
    }

    /** Kafka's own setup time-out ends a first authentication, ours a re-authentication. */
    private void hang(boolean again) {
        if (!again) {
            later(10_000 * PER_MS, () -> failed(Failed.BEFORE_CREDENTIALS));
        }
    }

    @Override
    public void giveUp() {
        failed(Failed.REAUTHENTICATION);
    }

    private void failed(Failed what) {
        long now = clock();
        AfterFailure next = AfterFailure.of(what, patience, now, refusal);
        if (patience.mustSlowDown()) {
            pace.slowDown(now / PER_MS);
        }
        if (next.isTold() && what == Failed.CREDENTIALS) {
            outcome.told++;
            outcome.firstToldNanos = outcome.told == 1 ? simulation.now() : outcome.firstToldNanos;
        }
        lost();
        long kafkasNanos = 50 * PER_MS + (what == Failed.BEFORE_CREDENTIALS ? 1_000 * PER_MS : 0);
        simulation.after(next.kind() == AfterFailure.Kind.KAFKAS ? kafkasNanos : next.afterNanos(), this::connect);
    }

    private void lost() {
        renewal.closed(clock(), true);
        thread.close();
        connection++;
        exchange++;
        open = false;
    }

    @Override
    public void begin() {
        boolean blocks = !tokenInHand;
        if (blocks && renewal.remainingNanos(clock()) > 0) {
            outcome.blockedAlive++;
        }
        tokenInHand = false;
        exchange++;
        if (blocks && fate.sourceFails(simulation.now())) {
            later(TRIP, () -> failed(Failed.REAUTHENTICATION));
        } else if (blocks) {
            later(fate.sourceNanos(simulation.now()), () -> authenticate(true));
        } else {
            authenticate(true);
        }
    }

    @Override
    public void askSource() {
        int mine = exchange;
        SimulatedThread asking = thread;
        boolean fails = fate.sourceFails(simulation.now());
        simulation.after(
                fails ? PER_MS : fate.sourceNanos(simulation.now()),
                () -> asking.sourceAnswers(() -> {
                    if (mine == exchange && fails) {
                        renewal.sourceFailed(clock());
                    } else if (mine == exchange) {
                        tokenInHand = true;
                        renewal.sourceAnswered(clock(), CredentialsMark.UNKNOWN);
                    }
                }));
    }

    @Override
    public boolean wantsToSend() {
        return open && wanted;
    }

    @Override
    public Send take() {
        wanted = false;
        return new Send(Request.of(0, 0, 0, true), this::write);
    }

    private void write() {
        int mine = connection;
        simulation.after(TRIP + unread(), () -> {
            if (mine != connection) {
                return;
            }
            if (brokerKnows && simulation.now() > brokerExpiresNanos) {
                outcome.expiredKilled++;
                later(TRIP, () -> {
                    lost();
                    simulation.after(50 * PER_MS, this::connect);
                });
                return;
            }
            long throttleNanos = fate.throttleNanos(simulation.now());
            brokerReadsNanos = Math.max(brokerReadsNanos, simulation.now() + throttleNanos);
            later(TRIP, () -> answered(throttleNanos));
        });
    }

    private void answered(long throttleNanos) {
        renewal.answered(clock());
        renewal.throttled(clock(), throttleNanos);
        outcome.answered++;
        outcome.longestGapNanos = Math.max(outcome.longestGapNanos, simulation.now() - lastAnswerNanos);
        lastAnswerNanos = simulation.now();
    }

    @Override
    public Send probe() {
        throw new AssertionError("everything is answered");
    }

    @Override
    public boolean halfWritten() {
        return false;
    }

    @Override
    public long clock() {
        return fate.clockNanos() + simulation.now();
    }

    @Override
    public long trueTime(long clockNanos) {
        return clockNanos - fate.clockNanos();
    }
}
