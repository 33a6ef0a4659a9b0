package io.kafkalifeline.diagnosis;

import io.kafkalifeline.init.ErrorType;
import io.kafkalifeline.init.Failure;
import io.kafkalifeline.init.InitRecorder;
import io.kafkalifeline.init.Initialisation;
import io.kafkalifeline.init.Outcome;
import io.kafkalifeline.init.PeerAddress;
import io.kafkalifeline.init.PhaseRecord;
import io.kafkalifeline.init.Target;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;

/**
 * What one client remembers about the brokers that it cannot get ready: for each the last failed initialisation, until
 * that broker is ready. Bounded. Fed by the client's network thread, asked by any thread; holds nothing of Kafka's.
 */
public final class BrokerMemory {
    /** How many brokers are remembered: more than a timeout names. */
    static final int MAX_BROKERS = 32;

    private static final Failure ENDED = new Failure(ErrorType.CONNECTION_CLOSED, "the connection ended");
    private static final Failure NOT_ANSWERED =
            new Failure(ErrorType.CONNECTION_CLOSED, "the broker closed the connection instead of answering");

    private final LongSupplier nanoTime;
    private final LongSupplier epochMs;
    private final Troubles troubles = new Troubles(MAX_BROKERS);
    private final Attempts underWay = new Attempts();
    private final Experience experience = new Experience();
    private final Silences silences;
    private final NetworkThread thread = new NetworkThread();
    private final Set<String> readyNodes = new HashSet<>();
    private String recovery;
    private volatile boolean untroubled = true;

    /**
     * @param nanoTime {@code System::nanoTime}
     * @param epochMs {@code System::currentTimeMillis}
     */
    public BrokerMemory(LongSupplier nanoTime, LongSupplier epochMs) {
        this.nanoTime = nanoTime;
        this.epochMs = epochMs;
        this.silences = new Silences(nanoTime);
    }

    /** Which requests wait for their answers. */
    public Silences silences() {
        return silences;
    }

    /** The thread that drives the client. */
    public NetworkThread thread() {
        return thread;
    }

    /** Whether nothing has failed and nothing is under way; costs next to nothing. */
    boolean untroubled() {
        return untroubled;
    }

    /** An initialisation begins. */
    public synchronized void begun(InitRecorder recorder) {
        underWay.begun(recorder);
        untroubled = false;
    }

    /** An initialisation has failed. */
    public synchronized void failed(Initialisation initialisation) {
        underWay.over(initialisation.target().nodeId());
        PhaseRecord phase = initialisation.failedPhase();
        remember(
                initialisation.target(),
                initialisation.address(),
                Stage.of(phase == null ? null : phase.phase()),
                phase == null ? ENDED : phase.failure(),
                phase == null ? initialisation.durationNanos() : phase.endNanos() - phase.beginNanos(),
                initialisation.outcome() == Outcome.FAILED,
                new Moment(
                        TimeUnit.NANOSECONDS.toMillis(initialisation.epochNanos(initialisation.beginNanos())),
                        initialisation.beginNanos()));
    }

    /** The broker was ready and closed the connection when it was asked something for the first time. */
    public synchronized void closedAtFirstRequest(Target target) {
        remember(target, null, Stage.FIRST_REQUEST, NOT_ANSWERED, 0, false, now());
    }

    /**
     * The broker grants sessions that cannot carry a request (R6: a session too short for a request is no session).
     *
     * @return whether that is news
     */
    public synchronized boolean sessionTooShort(Target target, Failure failure) {
        Trouble before = troubles.of(target);
        remember(target, null, Stage.SESSION, failure, 0, false, now());
        return before == null || before.stage() != Stage.SESSION;
    }

    private Moment now() {
        return new Moment(epochMs.getAsLong(), nanoTime.getAsLong());
    }

    private void remember(
            Target target,
            PeerAddress address,
            Stage stage,
            Failure failure,
            long stageNanos,
            boolean told,
            Moment began) {
        Trouble before = troubles.of(target);
        troubles.add(
                new Trouble(before, target, address, stage, failure, stageNanos, told, began, nanoTime.getAsLong()));
        untroubled = false;
    }

    /** The broker is ready: what went wrong before that is over. */
    public synchronized void ready(Target target) {
        underWay.over(target.nodeId());
        readyNodes.add(target.nodeId());
        overcome(target, false);
    }

    /** An initialisation has succeeded: its phases took what is usual. */
    public synchronized void succeeded(Initialisation initialisation) {
        experience.succeeded(initialisation);
    }

    /** The broker has answered an ordinary request: its target is no mistake. */
    public synchronized void answered(Target target) {
        experience.answered(target.nodeId(), target.broker(), nanoTime.getAsLong());
        overcome(target, true);
    }

    private void overcome(Target target, boolean answered) {
        Trouble over = troubles.overcome(target, answered);
        if (over != null) {
            recovery = TroubleText.recovered(target, over);
        }
        untroubled = troubles.isEmpty() && underWay.isEmpty();
    }

    /** A connection that was ready has ended. */
    public synchronized void disconnected(String nodeId) {
        readyNodes.remove(nodeId);
        experience.ended(nodeId, nanoTime.getAsLong());
    }

    /** The client does not want this connection any more. */
    public synchronized void removed(String nodeId) {
        disconnected(nodeId);
        silences.forget(nodeId);
        underWay.over(nodeId);
        untroubled = troubles.isEmpty() && underWay.isEmpty();
    }

    /** Says which brokers this client fails to reach and why, without secrets; null where it reaches them all. */
    public String explain() {
        return explain(null, null);
    }

    /** As {@link #explain()}, without what the application is told by an exception anyway. */
    String explainUntold() {
        return explainSetup(null, true);
    }

    /**
     * As {@link #explain()}, for metadata: where some broker that the cluster has named is ready, only that it does not
     * answer.
     */
    public String explainUnlessConnected() {
        String dead = thread.explain();
        String setup = dead == null && !connected() ? explainSetup(null, false) : dead;
        return setup == null ? silences.explain(null, "Metadata") : setup;
    }

    /**
     * As {@link #explain()}, for something that only this broker could do: where it is ready, only that it does not
     * answer.
     */
    public String explain(String nodeId, String host, int port) {
        return explain(nodeId, Target.broker(host, port));
    }

    /** @param nodeId the only node that could do it, which is the broker {@code first}; null for any node */
    private String explain(String nodeId, String first) {
        String dead = thread.explain();
        if (dead != null) {
            return dead;
        }
        String setup = nodeId != null && isReady(nodeId) ? null : explainSetup(first, false);
        String silent = silences.explain(nodeId, null);
        return setup == null || silent == null ? (setup == null ? silent : setup) : setup + "; " + silent;
    }

    private synchronized boolean isReady(String nodeId) {
        return readyNodes.contains(nodeId);
    }

    /** Finds the words outside the lock, which the network thread wants too. */
    private String explainSetup(String first, boolean untold) {
        long now = nanoTime.getAsLong();
        List<Finding> findings = new ArrayList<>();
        synchronized (this) {
            findings.addAll(underWay.findings(troubles, experience, untold, now));
        }
        findings.sort((a, b) -> Boolean.compare(
                b.target().broker().equals(first), a.target().broker().equals(first)));
        return findings.isEmpty() ? null : TroubleText.of(findings, now);
    }

    private synchronized boolean connected() {
        for (String nodeId : readyNodes) {
            if (!Target.isBootstrap(nodeId)) {
                return true;
            }
        }
        return false;
    }

    /** For how long the oldest trouble or attempt has lasted, in ns; 0 where there is none. */
    synchronized long troubledNanos() {
        long now = nanoTime.getAsLong();
        return Math.max(underWay.longestNanos(now), troubles.longestNanos(now));
    }

    /** Says what has been overcome since the last call; null where nothing was. */
    synchronized String takeRecovery() {
        String taken = recovery;
        recovery = null;
        return taken;
    }

    synchronized int size() {
        return troubles.size() + underWay.size() + readyNodes.size();
    }
}
