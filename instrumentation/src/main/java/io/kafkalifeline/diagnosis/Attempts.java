package io.kafkalifeline.diagnosis;

import io.kafkalifeline.init.InitRecorder;
import io.kafkalifeline.init.Target;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The initialisations of one client that are under way, a few at a time. Guarded by its {@link BrokerMemory}. */
final class Attempts {
    private final List<InitRecorder> underWay = new ArrayList<>(4);

    void begun(InitRecorder recorder) {
        over(recorder.target().nodeId());
        underWay.add(recorder);
    }

    void over(String nodeId) {
        underWay.removeIf(recorder -> recorder.target().nodeId().equals(nodeId));
    }

    boolean isEmpty() {
        return underWay.isEmpty();
    }

    int size() {
        return underWay.size();
    }

    /** For how long the oldest has been in its phase, in ns; 0 where none is under way. */
    long longestNanos(long nowNanos) {
        long longest = 0;
        for (InitRecorder recorder : underWay) {
            longest = Math.max(longest, nowNanos - recorder.progress().sinceNanos());
        }
        return longest;
    }

    /**
     * Finds what may be why a call timed out.
     *
     * @param untold without what the application is told by an exception anyway
     */
    List<Finding> findings(Troubles troubles, Experience experience, boolean untold, long nowNanos) {
        List<Finding> findings = new ArrayList<>();
        Map<String, InitRecorder> pending = new LinkedHashMap<>();
        underWay.forEach(recorder -> pending.put(recorder.target().broker(), recorder));
        troubles.forEach(trouble -> {
            InitRecorder again = pending.remove(trouble.target().broker());
            boolean wanted = trouble.telling() && !(untold && trouble.told());
            if (wanted && (again != null || nowNanos - trouble.lastNanos() <= Experience.RELEVANT_NANOS)) {
                findings.add(0, finding(trouble.target(), trouble, again, experience, nowNanos));
            }
        });
        for (InitRecorder recorder : pending.values()) {
            if (experience.lasts(recorder.progress(), nowNanos)) {
                findings.add(finding(recorder.target(), null, recorder, experience, nowNanos));
            }
        }
        return findings;
    }

    /** An attempt that has not lasted longer than usual hangs in nothing. */
    private static Finding finding(
            Target target, Trouble trouble, InitRecorder attempt, Experience experience, long nowNanos) {
        boolean hangs = attempt != null && experience.hangs(attempt.progress(), nowNanos);
        return new Finding(
                target,
                trouble,
                hangs || trouble == null ? attempt.progress() : null,
                hangs,
                experience.workedNanosAgo(target.broker(), nowNanos));
    }
}
