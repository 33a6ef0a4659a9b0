package io.kafkalifeline.diagnosis;

import io.kafkalifeline.init.ErrorType;
import io.kafkalifeline.init.Failure;
import io.kafkalifeline.init.InitRecorder;
import io.kafkalifeline.init.Initialisation;
import io.kafkalifeline.init.Outcome;
import io.kafkalifeline.init.PhaseRecord;
import io.kafkalifeline.init.Target;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;

/**
 * What one client remembers about the brokers that it cannot get ready: for each the last failed initialisation, until
 * that broker is ready. Bounded. Fed by the client's network thread, asked by any thread; holds nothing of Kafka's.
 */
public final class BrokerMemory {
    /**
     * How many brokers are remembered: more than a timeout names. Those that were tried longest ago are forgotten
     * first.
     */
    static final int MAX_BROKERS = 32;

    /**
     * A failure that is older has nothing to do with a timeout of now: by Kafka's default backoff and timeouts, a
     * client that still wants the broker has tried again within this time.
     */
    static final long RELEVANT_NANOS = TimeUnit.SECONDS.toNanos(60);

    private static final Failure ENDED = new Failure(ErrorType.CONNECTION_CLOSED, "the connection ended");
    private static final Failure NOT_ANSWERED =
            new Failure(ErrorType.CONNECTION_CLOSED, "the broker closed the connection instead of answering");

    private final LongSupplier nanoTime;
    private final LongSupplier epochMs;
    /** By host and port, the least recently tried first: a broker has several node ids. */
    private final Map<String, Trouble> troubles = new LinkedHashMap<>();
    /** The initialisations under way; a client has few at a time. */
    private final List<InitRecorder> underWay = new ArrayList<>(4);

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
    }

    /** Whether nothing has failed and nothing is under way; costs next to nothing. */
    boolean untroubled() {
        return untroubled;
    }

    /** An initialisation begins. */
    public synchronized void begun(InitRecorder recorder) {
        over(recorder.target().nodeId());
        underWay.add(recorder);
        untroubled = false;
    }

    private void over(String nodeId) {
        underWay.removeIf(recorder -> recorder.target().nodeId().equals(nodeId));
    }

    /** An initialisation has failed. */
    public synchronized void failed(Initialisation initialisation) {
        over(initialisation.target().nodeId());
        PhaseRecord phase = initialisation.failedPhase();
        remember(
                initialisation.target(),
                Stage.of(phase == null ? null : phase.phase()),
                phase == null ? ENDED : phase.failure(),
                phase == null ? initialisation.durationNanos() : phase.endNanos() - phase.beginNanos(),
                initialisation.outcome() == Outcome.FAILED,
                TimeUnit.NANOSECONDS.toMillis(initialisation.epochNanos(initialisation.beginNanos())));
    }

    /** The broker was ready and closed the connection when it was asked something for the first time. */
    public synchronized void closedAtFirstRequest(Target target) {
        remember(target, Stage.FIRST_REQUEST, NOT_ANSWERED, 0, false, epochMs.getAsLong());
    }

    /**
     * The broker grants sessions that cannot carry a request (R6: a session too short for a request is no session).
     *
     * @return whether that is news
     */
    public synchronized boolean sessionTooShort(Target target, Failure failure) {
        Trouble before = troubles.get(target.broker());
        remember(target, Stage.SESSION, failure, 0, false, epochMs.getAsLong());
        return before == null || before.stage() != Stage.SESSION;
    }

    private void remember(
            Target target, Stage stage, Failure failure, long stageNanos, boolean told, long beganEpochMs) {
        Trouble before = troubles.remove(target.broker());
        long now = nanoTime.getAsLong();
        Trouble next = new Trouble(before, target, stage, failure, stageNanos, told, beganEpochMs, now);
        // A client that waits for a useful session and gives up says nothing new: the sessions are still why.
        boolean sessionIsWhy = before != null && before.stage() == Stage.SESSION && next.givenUpWhileAuthenticating();
        troubles.put(target.broker(), sessionIsWhy ? next.because(before) : next);
        if (troubles.size() > MAX_BROKERS) {
            troubles.remove(troubles.keySet().iterator().next());
        }
        untroubled = false;
    }

    /** The broker is ready: what went wrong before that is over. */
    public synchronized void ready(Target target) {
        over(target.nodeId());
        readyNodes.add(target.nodeId());
        overcome(target, false);
    }

    /** The broker has answered an ordinary request. */
    public synchronized void answered(Target target) {
        overcome(target, true);
    }

    private void overcome(Target target, boolean answered) {
        Trouble trouble = troubles.get(target.broker());
        if (trouble != null && (answered || !trouble.stage().afterReady())) {
            troubles.remove(target.broker());
            recovery = TroubleText.recovered(target, trouble);
        }
        // One broker is enough to know the cluster: the other bootstrap servers need not be tried again.
        troubles.values()
                .removeIf(other -> other.target().isBootstrap()
                        && (answered || !other.stage().afterReady()));
        untroubled = troubles.isEmpty() && underWay.isEmpty();
    }

    /** A connection that was ready has ended. */
    public synchronized void disconnected(String nodeId) {
        readyNodes.remove(nodeId);
    }

    /** The client does not want this connection any more. */
    public synchronized void removed(String nodeId) {
        readyNodes.remove(nodeId);
        over(nodeId);
        untroubled = troubles.isEmpty() && underWay.isEmpty();
    }

    /** Says which brokers this client fails to reach and why, without secrets; null where it reaches them all. */
    public String explain() {
        return explain(null, false);
    }

    /** As {@link #explain()}, without what the application is told by an exception anyway. */
    String explainUntold() {
        return explain(null, true);
    }

    /** As {@link #explain()}, but null where some broker that the cluster has named is ready. */
    public String explainUnlessConnected() {
        return connected() ? null : explain(null, false);
    }

    /** As {@link #explain()}, for something that only this broker could do: null where it is ready. */
    public String explain(String nodeId, String host, int port) {
        return isReady(nodeId) ? null : explain(Target.broker(host, port), false);
    }

    private synchronized boolean isReady(String nodeId) {
        return readyNodes.contains(nodeId);
    }

    /** Finds the words outside the lock, which the network thread wants too. */
    private String explain(String first, boolean untold) {
        long now = nanoTime.getAsLong();
        List<Finding> findings = untroubled ? new ArrayList<>() : findings(untold, now);
        findings.sort((a, b) -> Boolean.compare(
                b.target().broker().equals(first), a.target().broker().equals(first)));
        return findings.isEmpty() ? null : TroubleText.of(findings, now);
    }

    private synchronized List<Finding> findings(boolean untold, long now) {
        List<Finding> findings = new ArrayList<>();
        Map<String, InitRecorder> pending = new LinkedHashMap<>();
        underWay.forEach(recorder -> pending.put(recorder.target().broker(), recorder));
        troubles.forEach((key, trouble) -> {
            InitRecorder again = pending.remove(key);
            boolean wanted = trouble.telling() && !(untold && trouble.told());
            if (wanted && (again != null || now - trouble.lastNanos() <= RELEVANT_NANOS)) {
                findings.add(0, new Finding(trouble.target(), trouble, again == null ? null : again.progress()));
            }
        });
        boolean connected = connected();
        for (InitRecorder recorder : pending.values()) {
            Finding finding = new Finding(recorder.target(), null, recorder.progress());
            if (finding.hangs(now) || !connected) {
                findings.add(finding);
            }
        }
        return findings;
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
        long nowMs = epochMs.getAsLong();
        long longest = 0;
        for (Trouble trouble : troubles.values()) {
            longest = Math.max(longest, TimeUnit.MILLISECONDS.toNanos(nowMs - trouble.sinceEpochMs()));
        }
        for (InitRecorder recorder : underWay) {
            longest =
                    Math.max(longest, nanoTime.getAsLong() - recorder.progress().sinceNanos());
        }
        return longest;
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
