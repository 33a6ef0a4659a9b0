package io.kafkalifeline.diagnosis;

import io.kafkalifeline.init.Failure;
import io.kafkalifeline.init.PeerAddress;
import io.kafkalifeline.init.Target;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** Puts findings into words that a person can act on: what happened, likely why, what to check. */
final class TroubleText {
    private static final int MAX_TOLD = 3;
    private static final long WORTH_TELLING_NANOS = TimeUnit.SECONDS.toNanos(1);

    private TroubleText() {}

    static String of(List<Finding> findings, long nowNanos) {
        StringBuilder text = new StringBuilder();
        String lastAdvice = null;
        for (Finding finding : findings.subList(0, Math.min(MAX_TOLD, findings.size()))) {
            text.append(text.length() == 0 ? "" : "; ").append(describe(finding, nowNanos));
            String advice = finding.isTrouble() ? LikelyReason.of(finding) : null;
            if (advice != null && !advice.equals(lastAdvice)) {
                text.append(" (").append(advice).append(')');
            }
            lastAdvice = advice;
            String elsewhere = LikelyReason.ofOtherAddress(finding);
            if (elsewhere != null) {
                text.append(" (").append(elsewhere).append(')');
            }
        }
        if (findings.size() > MAX_TOLD) {
            text.append("; and ").append(findings.size() - MAX_TOLD).append(" more");
        }
        return text.toString();
    }

    static String recovered(Target target, Trouble trouble) {
        return "broker " + target + " is ready again after " + times(trouble.count(), "failed attempt") + " since "
                + since(trouble);
    }

    private static String describe(Finding finding, long nowNanos) {
        String broker = "broker " + finding.target().at(finding.address());
        Trouble trouble = finding.trouble();
        if (trouble == null) {
            return broker + " " + hasBeen(finding, nowNanos);
        }
        String lastAgo = ago(nowNanos - trouble.lastNanos());
        String text = trouble.count() == 1
                ? broker + " failed at " + trouble.stage().id() + " at " + since(trouble) + ", " + lastAgo + ": "
                : broker + " failed at " + trouble.stage().id() + " " + times(trouble.count(), "time")
                        + " in a row since " + since(trouble) + ", last " + lastAgo + ": ";
        text += cause(trouble);
        return finding.hanging() != null ? text + ", and now " + hasBeen(finding, nowNanos) : text;
    }

    private static String hasBeen(Finding finding, long nowNanos) {
        PeerAddress other = finding.otherAddress();
        return "has been in phase " + Stage.of(finding.hanging().phase()).id()
                + (other == null ? "" : " at " + other + ",") + " for "
                + Durations.text(nowNanos - finding.hanging().sinceNanos());
    }

    private static String cause(Trouble trouble) {
        Failure failure = trouble.failure();
        String type = failure.exception() == null ? failure.errorType() : failure.exception();
        String message = failure.message().toString();
        String after =
                trouble.stageNanos() < WORTH_TELLING_NANOS ? "" : " after " + Durations.text(trouble.stageNanos());
        return message.isEmpty() ? type + after : type + ": " + message + after;
    }

    private static String since(Trouble trouble) {
        return Instant.ofEpochMilli(trouble.since().epochMs())
                .truncatedTo(ChronoUnit.SECONDS)
                .toString();
    }

    private static String ago(long nanos) {
        return Durations.text(nanos) + " ago";
    }

    private static String times(int count, String what) {
        return count + " " + what + (count == 1 ? "" : "s");
    }
}
