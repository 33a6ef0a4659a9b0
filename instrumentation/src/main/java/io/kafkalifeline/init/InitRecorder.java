package io.kafkalifeline.init;

import io.kafkalifeline.log.OneLine;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.function.LongSupplier;

/**
 * Notes the phases of one initialisation while they happen. They are contiguous: a phase begins where the one before it
 * ended, so that what the client itself does between two belongs to the later one.
 *
 * <p>Confined to the thread that drives the connection, except for {@link #progress()}. Never throws: marks that come
 * out of order close what is open, and marks after {@link #finish} are ignored.
 */
public final class InitRecorder {
    private final Target target;
    private final Object connection;
    private final Object startContext;
    private final int attempt;
    private final Reauthentication reauthentication;
    private final LongSupplier nanoTime;
    private final long beginEpochNanos;
    private final long beginNanos;
    private final List<PhaseRecord> phases = new ArrayList<>(6);
    private final TokenRounds rounds;

    private Phase open;
    private long openBeginNanos;
    private PeerAddress address;
    private volatile Progress progress;
    private Map<Detail, Object> details = new EnumMap<>(Detail.class);
    private boolean finished;

    /**
     * @param connection the identity of the connection, see {@link Initialisation#connection()}
     * @param startContext what {@link StartContext#current()} returned; may be null
     * @param reauthentication null for a new connection
     * @param beginEpochNanos when it began, in ns since the epoch
     * @param beginNanos the same moment by {@code nanoTime}
     * @param nanoTime {@code System::nanoTime}
     */
    public InitRecorder(
            Target target,
            Object connection,
            Object startContext,
            int attempt,
            Reauthentication reauthentication,
            long beginEpochNanos,
            long beginNanos,
            LongSupplier nanoTime) {
        this.target = target;
        this.connection = connection;
        this.startContext = startContext;
        this.attempt = attempt;
        this.reauthentication = reauthentication;
        this.beginEpochNanos = beginEpochNanos;
        this.beginNanos = beginNanos;
        this.nanoTime = nanoTime;
        this.rounds = new TokenRounds(nanoTime);
        this.progress = new Progress(null, beginNanos, null);
    }

    /** Makes a recorder as the other constructor does, of an initialisation that begins now. */
    public InitRecorder(
            Target target,
            Object connection,
            Object startContext,
            int attempt,
            Reauthentication reauthentication,
            long epochNanos,
            LongSupplier nanoTime) {
        this(target, connection, startContext, attempt, reauthentication, epochNanos, nanoTime.getAsLong(), nanoTime);
    }

    /** The broker that the initialisation is for. */
    public Target target() {
        return target;
    }

    /** See {@link Initialisation#connection()}. */
    public Object connection() {
        return connection;
    }

    /** The phase under way, or null. */
    public Phase open() {
        return open;
    }

    /** How far this initialisation has come. Any thread. */
    public Progress progress() {
        return progress;
    }

    /**
     * Begins a phase; one that is still open ends as a success. The time since the last phase ended, or since the
     * client wanted the connection, belongs to the new phase: no time of the whole is in no phase.
     */
    public void begin(Phase phase) {
        if (finished || open == phase) {
            return;
        }
        end();
        open = phase;
        openBeginNanos = phases.isEmpty() ? beginNanos : lastPhase().endNanos();
        progress = new Progress(phase, openBeginNanos, address);
    }

    /**
     * A phase that seemed to be over goes on: what was begun after it was begun too early, and is forgotten. Does nothing
     * where that phase was never begun, or one has failed.
     */
    public void reopen(Phase phase) {
        if (finished || failed() || phases.stream().noneMatch(each -> each.phase() == phase)) {
            return;
        }
        end();
        PhaseRecord last;
        do {
            last = phases.remove(phases.size() - 1);
        } while (last.phase() != phase);
        open = phase;
        openBeginNanos = last.beginNanos();
        details = last.details().isEmpty() ? new EnumMap<>(Detail.class) : new EnumMap<>(last.details());
        progress = new Progress(phase, openBeginNanos, address);
    }

    /** Ends the open phase, if any, as a success. */
    public void end() {
        close(null);
    }

    /** Ends the open phase as failed; where none is open, the last one, unless a phase has failed already. */
    public void fail(Failure failure) {
        if (finished) {
            return;
        }
        if (open != null) {
            close(failure);
        } else if (!phases.isEmpty() && lastPhase().failure() == null) {
            phases.add(phases.remove(phases.size() - 1).failed(failure, nanoTime.getAsLong()));
        }
    }

    /** Whether a phase has failed already. */
    public boolean failed() {
        return !phases.isEmpty() && lastPhase().failure() != null;
    }

    /** Adds a detail to the open phase; of a text one line: a host's name is what some broker says. */
    public void detail(Detail detail, Object value) {
        if (open != null && value != null) {
            details.put(detail, value instanceof String ? OneLine.of((String) value) : value);
        }
    }

    /** Phase {@code tcp} begins with that address, which is null where the name was not resolved. */
    public void dialing(PeerAddress dialled) {
        address = finished ? address : dialled;
        begin(Phase.TCP);
        if (dialled != null) {
            detail(Detail.PEER_ADDRESS, dialled.ip());
        }
    }

    /** The client begins to compute a SASL token. */
    public void tokenBegin() {
        rounds.begin();
    }

    /** The token was computed already, and took that long. */
    public void tokenAhead(long nanos) {
        rounds.ahead(nanos);
    }

    /** The token is computed and handed to the socket. */
    public void tokenSent() {
        rounds.sent();
    }

    /** There was nothing to send: the exchange was complete on this side. */
    public void tokenNotSent() {
        rounds.notSent();
    }

    /** The broker has answered the token. */
    public void tokenAnswered() {
        rounds.answered();
    }

    /** Returns what has happened so far as one that failed in the phase under way; this recorder goes on. */
    public Initialisation failedSoFar(Failure failure) {
        List<PhaseRecord> soFar = new ArrayList<>(phases);
        long now = nanoTime.getAsLong();
        if (open != null) {
            soFar.add(new PhaseRecord(open, openBeginNanos, now, failure, new EnumMap<>(details), rounds.soFar()));
        }
        return initialisation(now, Outcome.FAILED, null, soFar);
    }

    /**
     * Ends everything. Returns null at the second call and later ones.
     *
     * @param outcome how it ended
     */
    public Initialisation finish(Outcome outcome) {
        if (finished) {
            return null;
        }
        end();
        finished = true;
        // A success ends with its last phase; what follows is the client's own tidying up.
        boolean done = outcome == Outcome.READY || outcome == Outcome.RENEWED;
        boolean endedByPhase = failed() || (done && !phases.isEmpty());
        long endNanos = endedByPhase ? lastPhase().endNanos() : nanoTime.getAsLong();
        return initialisation(endNanos, outcome, reauthentication, phases);
    }

    private Initialisation initialisation(
            long endNanos, Outcome outcome, Reauthentication of, List<PhaseRecord> itsPhases) {
        return new Initialisation(
                target,
                connection,
                startContext,
                address,
                attempt,
                beginEpochNanos,
                beginNanos,
                endNanos,
                outcome,
                of,
                itsPhases);
    }

    private PhaseRecord lastPhase() {
        return phases.get(phases.size() - 1);
    }

    private void close(Failure failure) {
        if (finished || open == null) {
            return;
        }
        phases.add(new PhaseRecord(open, openBeginNanos, nanoTime.getAsLong(), failure, details, rounds.take()));
        open = null;
        details = new EnumMap<>(Detail.class);
    }
}
