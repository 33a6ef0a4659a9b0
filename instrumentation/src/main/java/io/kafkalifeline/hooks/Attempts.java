package io.kafkalifeline.hooks;

import io.kafkalifeline.diagnosis.BrokerMemory;
import io.kafkalifeline.init.Detail;
import io.kafkalifeline.init.Failure;
import io.kafkalifeline.init.InitRecorder;
import io.kafkalifeline.init.Initialisation;
import io.kafkalifeline.init.Outcome;
import io.kafkalifeline.init.Phase;
import io.kafkalifeline.init.Target;
import java.net.InetSocketAddress;
import java.util.HashMap;
import java.util.Map;

/** The initialisations of one client that are under way, by node, and what becomes of them. Guarded as its {@link Client}. */
final class Attempts {
    private static final ThreadLocal<InitRecorder> RESOLVING = new ThreadLocal<>();

    private final BrokerMemory memory;
    private final Map<String, Attempt> underWay = new HashMap<>();
    private final Map<String, Integer> failuresInARow = new ByBroker<>();

    Attempts(BrokerMemory memory) {
        this.memory = memory;
    }

    /** Which attempt in a row the next one to that broker is: 1 where the last one succeeded. */
    int number(Target target) {
        return failuresInARow.getOrDefault(ByBroker.key(target), 0) + 1;
    }

    /** One begins; until {@link #connectCallEnded} the broker's name may be resolved on this thread. */
    void connecting(InitRecorder recorder) {
        underWay.put(recorder.target().nodeId(), new Attempt(recorder));
        memory.begun(recorder);
        RESOLVING.set(recorder);
    }

    static void connectCallEnded() {
        RESOLVING.remove();
    }

    /** The initialisation whose broker name is being resolved on this thread, or null. */
    static InitRecorder resolving() {
        return RESOLVING.get();
    }

    void dialing(String nodeId, InetSocketAddress address) {
        InitRecorder recorder = recorder(nodeId);
        if (recorder != null) {
            recorder.begin(Phase.TCP);
            if (address.getAddress() != null) {
                recorder.detail(Detail.PEER_ADDRESS, address.getAddress().getHostAddress());
            }
            recorder.detail(Detail.PEER_PORT, address.getPort());
        }
    }

    void checkingApiVersions(String nodeId) {
        InitRecorder recorder = recorder(nodeId);
        if (recorder != null) {
            recorder.begin(Phase.API_VERSIONS);
        }
    }

    /** The recorder of the initialisation under way, or null. */
    InitRecorder recorder(String nodeId) {
        Attempt attempt = underWay.get(nodeId);
        return attempt == null ? null : attempt.recorder;
    }

    /** The phase under way has failed; {@code surfaces} tells whether the application is told at once. */
    void failed(String nodeId, Failure failure, boolean surfaces) {
        Attempt attempt = underWay.get(nodeId);
        if (attempt != null) {
            attempt.fail(failure);
            attempt.surfaces |= surfaces;
        }
    }

    /** If it ends now without another reason, this is the reason; returns whether there is one under way. */
    boolean presume(String nodeId, Failure failure) {
        Attempt attempt = underWay.get(nodeId);
        if (attempt != null) {
            attempt.presumed = failure;
        }
        return attempt != null;
    }

    /** It has succeeded; returns the broker, or null where none was under way. */
    Target ready(String nodeId) {
        Attempt attempt = underWay.remove(nodeId);
        if (attempt == null) {
            return null;
        }
        Target target = attempt.recorder.target();
        failuresInARow.remove(ByBroker.key(target));
        memory.ready(target);
        Connection.report(attempt.recorder.finish(Outcome.READY));
        return target;
    }

    /** The connection ended; returns whether it had never been ready. */
    boolean disconnected(String nodeId) {
        Attempt attempt = underWay.remove(nodeId);
        if (attempt != null) {
            attempt.fail(attempt.presumed);
            settle(attempt, attempt.surfaces ? Outcome.FAILED : Outcome.WILL_RETRY);
        }
        return attempt != null;
    }

    /** Nobody waits for this node any more. */
    void removed(String nodeId) {
        Attempt attempt = underWay.remove(nodeId);
        if (attempt != null) {
            abandon(attempt);
        }
    }

    /** The client is closed, and so are its channels: Kafka says no more about what was under way. */
    void closed() {
        underWay.values().forEach(this::abandon);
        underWay.clear();
    }

    /** Nobody is going to try again. */
    private void abandon(Attempt attempt) {
        attempt.fail(attempt.presumed == Failures.CONNECTION_CLOSED ? Failures.CLIENT_DISCONNECTED : attempt.presumed);
        settle(attempt, Outcome.FAILED);
    }

    private void settle(Attempt attempt, Outcome outcome) {
        Initialisation failed = attempt.recorder.finish(outcome);
        failuresInARow.merge(ByBroker.key(failed.target()), 1, Integer::sum);
        memory.failed(failed);
        Connection.report(failed);
    }

    /** One initialisation under way. */
    private static final class Attempt {
        final InitRecorder recorder;
        Failure presumed = Failures.CONNECTION_CLOSED;
        boolean surfaces;

        Attempt(InitRecorder recorder) {
            this.recorder = recorder;
        }

        void fail(Failure failure) {
            if (!recorder.failed()) {
                recorder.fail(failure);
            }
        }
    }
}
