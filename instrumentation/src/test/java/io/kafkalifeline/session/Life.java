package io.kafkalifeline.session;

import static io.kafkalifeline.session.Nanos.PER_MS;

import io.kafkalifeline.session.Recourse.Failed;
import java.time.Duration;
import java.util.List;

/**
 * One client and one broker over many connections: {@link Session}, {@link Prefetch}, {@link Turns}, {@link Recourse},
 * {@link Patience} and {@link AttemptPace} put together as the hooks do, against a broker that follows Kafka's rules
 * (expiry when a request is taken off the socket, one second between re-authentications) and a {@link Fate}, and a
 * credential source that is slow or down.
 */
final class Life {
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
    }

    private static final String BROKER = "b-1:9098";
    private static final long TRIP = PER_MS;
    private static final long PERIOD = 20 * PER_MS;
    private static final Patience.Limits LIMITS =
            new Patience.Limits(List.of("Too many connects"), Duration.ofSeconds(30), Duration.ofSeconds(5));

    final Outcome outcome = new Outcome();

    private final Simulation simulation;
    private final Fate fate;
    private final String refusal;
    private final ClusterMemory cluster = new ClusterMemory();
    private final Turns turns = new Turns();
    private final AttemptPace pace = new AttemptPace();
    private final Patience patience;

    private int connection;
    private Session session;
    private Prefetch prefetch;
    private boolean live;
    private boolean renewing;
    private boolean wanted;
    private long lastAnswerNanos;
    private long lastAttemptNanos;
    private int timer;

    private boolean brokerKnows;
    private long brokerExpiresNanos;
    private long brokerRenewalNanos;

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
        step();
        simulation.after(PERIOD, this::demand);
    }

    private void connect() {
        long now = simulation.now();
        long waitMs = pace.waitMs(BROKER, now / PER_MS);
        if (waitMs > 0) {
            simulation.after(waitMs * PER_MS, this::connect);
            return;
        }
        if (outcome.attempts > 0 && now - lastAttemptNanos < 1_000 * PER_MS - TRIP) {
            outcome.quickAttempts++;
        }
        outcome.attempts++;
        lastAttemptNanos = now;
        pace.began(BROKER, now / PER_MS);
        connection++;
        session = new Session(cluster, simulation.random::nextDouble);
        prefetch = new Prefetch(turns);
        live = false;
        renewing = false;
        brokerKnows = false;
        authenticate(false);
    }

    /** Handshake and token, as one. */
    private void authenticate(boolean again) {
        int mine = connection;
        simulation.after(2 * TRIP, () -> {
            if (mine != connection) {
                return;
            }
            session.handshakeAnswered(simulation.now());
            session.authenticateWritten(simulation.now());
            simulation.after(TRIP, () -> judge(mine, again));
        });
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
            case GRANT -> grant(mine, again);
            case REFUSE ->
                simulation.after(TRIP, () -> failed(mine, again ? Failed.REAUTHENTICATION : Failed.CREDENTIALS));
            case CLOSE ->
                simulation.after(TRIP, () -> failed(mine, again ? Failed.REAUTHENTICATION : Failed.BEFORE_CREDENTIALS));
            case HANG -> hang(mine, again);
        }
    }

    private void grant(int mine, boolean again) {
        long lifetimeMs = fate.lifetimeMs(simulation.now());
        brokerKnows = true;
        brokerExpiresNanos = simulation.now() + lifetimeMs * PER_MS;
        simulation.after(TRIP, () -> {
            if (mine == connection) {
                session.granted(simulation.now(), lifetimeMs);
                patience.accepted();
                pace.accepted(BROKER);
                live = true;
                renewing = false;
                wanted |= !again;
                step();
            }
        });
    }

    /** Kafka's own setup time-out ends a first authentication, ours a re-authentication. */
    private void hang(int mine, boolean again) {
        if (!again) {
            simulation.after(10_000 * PER_MS, () -> failed(mine, Failed.BEFORE_CREDENTIALS));
        } else {
            simulation.at(session.nextChangeNanos(simulation.now()), () -> {
                if (mine == connection && session.reauthenticationOverdue(simulation.now())) {
                    failed(mine, Failed.REAUTHENTICATION);
                }
            });
        }
    }

    private void failed(int mine, Failed what) {
        if (mine != connection) {
            return;
        }
        long now = simulation.now();
        Recourse recourse = Recourse.after(what, cluster, patience, now, refusal);
        if (patience.isTried()) {
            pace.slowDown(BROKER, now / PER_MS);
        }
        if (recourse.isTold() && what == Failed.CREDENTIALS) {
            outcome.told++;
            outcome.firstToldNanos = outcome.told == 1 ? now : outcome.firstToldNanos;
        }
        lost();
        long kafkasNanos = 50 * PER_MS + (what == Failed.BEFORE_CREDENTIALS ? 1_000 * PER_MS : 0);
        simulation.after(recourse.kind() == Recourse.Kind.KAFKAS ? kafkasNanos : recourse.afterNanos(), this::connect);
    }

    private void lost() {
        session.closed(simulation.now(), true);
        prefetch.used();
        connection++;
        live = false;
        renewing = false;
        timer++;
    }

    private void step() {
        if (!live || renewing) {
            return;
        }
        long now = simulation.now();
        ask(now);
        if (session.reauthenticationDue(now) && prefetch.mayBegin(now, now + session.remainingNanos(now))) {
            renew(now);
        } else {
            if (wanted && session.mayWrite(now)) {
                write(now);
            }
            arm(now);
        }
    }

    private void renew(long now) {
        boolean blocks = !prefetch.mayBegin(now, now + 3_600_000 * PER_MS);
        if (blocks && session.remainingNanos(now) > 0) {
            outcome.blockedAlive++;
        }
        prefetch.used();
        renewing = true;
        session.reauthenticationBegun(now);
        if (blocks && fate.sourceFails(now)) {
            int mine = connection;
            simulation.after(TRIP, () -> failed(mine, Failed.REAUTHENTICATION));
        } else {
            int mine = connection;
            simulation.after(blocks ? fate.sourceNanos(now) : 0, () -> {
                if (mine == connection) {
                    authenticate(true);
                }
            });
        }
    }

    private void ask(long now) {
        long lifetimeNanos = session.lifetimeMs() * PER_MS;
        if (!prefetch.shouldAsk(
                now, session.reauthenticationDueAtNanos(), lifetimeNanos, session.awaitsCredentials())) {
            return;
        }
        prefetch.asked(now);
        Prefetch mine = prefetch;
        boolean fails = fate.sourceFails(now);
        simulation.after(fails ? PER_MS : fate.sourceNanos(now), () -> {
            if (mine == prefetch && fails) {
                mine.failed(simulation.now());
                step();
            } else if (mine == prefetch) {
                mine.answered(simulation.now());
                step();
            }
        });
    }

    private void write(long now) {
        wanted = false;
        int mine = connection;
        session.requestWritten(now, 0, 0);
        simulation.after(TRIP, () -> {
            if (mine != connection) {
                return;
            }
            if (brokerKnows && simulation.now() > brokerExpiresNanos) {
                outcome.expiredKilled++;
                simulation.after(TRIP, () -> {
                    lost();
                    simulation.after(50 * PER_MS, this::connect);
                });
                return;
            }
            simulation.after(TRIP, () -> answered(mine));
        });
    }

    private void answered(int mine) {
        if (mine != connection) {
            return;
        }
        long now = simulation.now();
        session.requestAnswered(now);
        outcome.answered++;
        outcome.longestGapNanos = Math.max(outcome.longestGapNanos, now - lastAnswerNanos);
        lastAnswerNanos = now;
        step();
    }

    private void arm(long now) {
        int mine = ++timer;
        long change = Math.min(
                session.nextChangeNanos(now),
                prefetch.nextChangeNanos(
                        now,
                        session.reauthenticationDueAtNanos(),
                        session.lifetimeMs() * PER_MS,
                        now + session.remainingNanos(now),
                        session.awaitsCredentials()));
        if (change != Long.MAX_VALUE && change > now) {
            simulation.at(change, () -> {
                if (mine == timer) {
                    step();
                }
            });
        }
    }
}
