package io.kafkalifeline.diagnosis;

import io.kafkalifeline.init.Target;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.TimeUnit;

/**
 * What one node owes this client: which request has waited longest for its answer, and how the last connection ended on
 * which requests waited. Told by the client's network thread, read by any thread.
 */
public final class Silence {
    /** A request that has waited for less may be answered any moment. */
    private static final long WORTH_TELLING_NANOS = TimeUnit.SECONDS.toNanos(1);
    /** An end that is older has nothing to do with a timeout of now, where the node has answered since. */
    private static final long RECENT_NANOS = TimeUnit.SECONDS.toNanos(10);

    /** The first request on a connection, which is a phase of its setup. */
    private static final String OF_THE_SETUP = "ApiVersions";

    private final Target target;
    private final Deque<Asked> asked = new ArrayDeque<>(4);
    private volatile Asked oldest;
    private volatile Ended ended;
    private volatile long answeredNanos;

    Silence(Target target, long nowNanos) {
        this.target = target;
        this.answeredNanos = nowNanos;
    }

    /**
     * A request is queued.
     *
     * @param api its name in Kafka's protocol
     * @param onPurpose whether the broker may wait before it answers, as it does a Fetch
     */
    public void asked(String api, boolean onPurpose, long nowNanos) {
        Asked request = new Asked(api, onPurpose, nowNanos);
        asked.addLast(request);
        if (oldest == null && !onPurpose) {
            oldest = request;
        }
    }

    /** The oldest request was answered. */
    public void answered(long nowNanos) {
        answeredNanos = nowNanos;
        forget(asked.pollFirst());
    }

    /** The newest request is one that is never answered. */
    public void sentForNoAnswer() {
        forget(asked.pollLast());
    }

    private void forget(Asked request) {
        if (request == oldest) {
            oldest = asked.stream().filter(each -> !each.onPurpose).findFirst().orElse(null);
        }
    }

    /** The connection has ended; {@code how} is null where the client ended it for reasons of its own. */
    public void ended(String how, long nowNanos) {
        Asked first = asked.stream()
                .filter(each -> !each.api.equals(OF_THE_SETUP))
                .findFirst()
                .orElse(null);
        if (how != null && first != null) {
            ended = new Ended(how, oldest == null ? first : oldest, nowNanos);
        }
        asked.clear();
        oldest = null;
    }

    Target target() {
        return target;
    }

    /** Says it in words; null where there is nothing to say. {@code onlyApi} is null for requests of any kind. */
    String explain(String onlyApi, long nowNanos) {
        Asked waiting = oldest;
        Ended last = ended;
        boolean waits = waiting != null && waiting.isOf(onlyApi) && nowNanos - waiting.nanos >= WORTH_TELLING_NANOS;
        boolean recent = last != null
                && last.asked.isOf(onlyApi)
                && nowNanos - last.nanos <= Experience.RELEVANT_NANOS
                && (answeredNanos - last.nanos <= 0 || nowNanos - last.nanos <= RECENT_NANOS);
        if (!waits && !recent) {
            return null;
        }
        String text = "broker " + target;
        if (waits) {
            text += " has not answered " + withArticle(waiting.api) + " request for "
                    + Durations.text(nowNanos - waiting.nanos);
        }
        return recent
                ? text + (waits ? "; last disconnect: " : " was disconnected: ") + last.how + ", "
                        + Durations.text(nowNanos - last.nanos) + " ago"
                        + (waits
                                ? ""
                                : ", while " + withArticle(last.asked.api) + " request had waited for "
                                        + Durations.text(last.nanos - last.asked.nanos))
                : text;
    }

    /** Whether a request waits, or waited when the connection ended, for longer than an answer takes. */
    boolean isQuiet(long nowNanos) {
        Asked waiting = oldest;
        Ended last = ended;
        return (waiting != null && nowNanos - waiting.nanos >= WORTH_TELLING_NANOS)
                || (last != null && last.nanos - last.asked.nanos >= WORTH_TELLING_NANOS);
    }

    private static String withArticle(String api) {
        return ("AEIOU".indexOf(api.charAt(0)) < 0 ? "a " : "an ") + api;
    }

    private static final class Asked {
        final String api;
        final boolean onPurpose;
        final long nanos;

        Asked(String api, boolean onPurpose, long nanos) {
            this.api = api;
            this.onPurpose = onPurpose;
            this.nanos = nanos;
        }

        boolean isOf(String onlyApi) {
            return onlyApi == null || onlyApi.equals(api);
        }
    }

    private static final class Ended {
        final String how;
        final Asked asked;
        final long nanos;

        Ended(String how, Asked asked, long nanos) {
            this.how = how;
            this.asked = asked;
            this.nanos = nanos;
        }
    }
}
