package io.kafkalifeline.diagnosis;

import io.kafkalifeline.init.Initialisation;
import io.kafkalifeline.init.Phase;
import io.kafkalifeline.init.PhaseRecord;
import io.kafkalifeline.init.Progress;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/**
 * What a client has been through so far: until when each broker worked, and how long phases take that succeed. What
 * worked is not misconfigured, and what lasts no longer than usual does not hang. Guarded by its {@link BrokerMemory}.
 */
final class Experience {
    /** Where a broker has never answered an ordinary request. */
    static final long NEVER = -1;

    /**
     * A failure that is older has nothing to do with a timeout of now: by Kafka's default backoff and timeouts, a
     * client that still wants the broker has tried again within this time.
     */
    static final long RELEVANT_NANOS = TimeUnit.SECONDS.toNanos(60);

    /** An ordinary phase takes less; our own start-up, on a busy machine, may not. */
    private static final long UNKNOWN_NANOS = TimeUnit.SECONDS.toNanos(3);
    /** Where it is not known what is usual, so much is a fact to be told, without a word on what it may come from. */
    private static final long NOTABLE_NANOS = TimeUnit.MILLISECONDS.toNanos(500);
    /** A pause of the machine may add so much to a phase. */
    private static final long LEAST_NANOS = TimeUnit.SECONDS.toNanos(1);

    private static final int MOST_BROKERS = 1_000;

    /** Until when each broker worked, by host and port, in ns; those that it was longest ago for come first. */
    private final Map<String, Long> workedUntil = new LinkedHashMap<>();
    /** The broker behind each node that is connected and has answered, by node id. */
    private final Map<String, String> working = new HashMap<>();
    /** How long the longest success of each phase took, in ns. */
    private final Map<Phase, Long> longest = new EnumMap<>(Phase.class);

    /** The node of that broker has answered an ordinary request. */
    void answered(String nodeId, String broker, long nowNanos) {
        working.put(nodeId, broker);
        worked(broker, nowNanos);
    }

    /** The connection to that node has ended, or is not wanted any more. */
    void ended(String nodeId, long nowNanos) {
        String broker = working.remove(nodeId);
        if (broker != null) {
            worked(broker, nowNanos);
        }
    }

    private void worked(String broker, long nowNanos) {
        workedUntil.remove(broker);
        workedUntil.put(broker, nowNanos);
        if (workedUntil.size() > MOST_BROKERS) {
            workedUntil.remove(workedUntil.keySet().iterator().next());
        }
    }

    /** How long ago, in ns, that broker worked last; 0 where it works now; {@link #NEVER} where it never did. */
    long workedNanosAgo(String broker, long nowNanos) {
        if (working.containsValue(broker)) {
            return 0;
        }
        Long until = workedUntil.get(broker);
        return until == null ? NEVER : Math.max(0, nowNanos - until);
    }

    /** An initialisation has succeeded: its phases took what is usual. */
    void succeeded(Initialisation initialisation) {
        for (PhaseRecord phase : initialisation.phases()) {
            longest.merge(phase.phase(), phase.endNanos() - phase.beginNanos(), Math::max);
        }
    }

    /** Whether an attempt has been in its phase for longer than is usual. */
    boolean hangs(Progress progress, long nowNanos) {
        Long usual = usualNanos(progress);
        long bound = usual == null ? UNKNOWN_NANOS : Math.max(LEAST_NANOS, 2 * usual);
        return nowNanos - progress.sinceNanos() >= bound;
    }

    /** Whether an attempt has been in its phase for so long that it is worth telling. */
    boolean lasts(Progress progress, long nowNanos) {
        return hangs(progress, nowNanos)
                || (usualNanos(progress) == null && nowNanos - progress.sinceNanos() >= NOTABLE_NANOS);
    }

    private Long usualNanos(Progress progress) {
        return progress.phase() == null ? null : longest.get(progress.phase());
    }
}
