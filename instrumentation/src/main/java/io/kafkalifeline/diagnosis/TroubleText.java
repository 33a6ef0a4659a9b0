package io.kafkalifeline.diagnosis;

import io.kafkalifeline.init.Failure;
import io.kafkalifeline.init.Target;
import io.kafkalifeline.log.Scrubber;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Locale;
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
            String advice = LikelyReason.of(finding);
            if (advice != null && !advice.equals(lastAdvice)) {
                text.append(" (").append(advice).append(')');
            }
            lastAdvice = advice;
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
        String broker = "broker " + finding.target();
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
        return finding.hangs(nowNanos) ? text + ", and now " + hasBeen(finding, nowNanos) : text;
    }

    private static String hasBeen(Finding finding, long nowNanos) {
        return "has been in phase " + Stage.of(finding.progress().phase()).id() + " for "
                + duration(nowNanos - finding.progress().sinceNanos());
    }

    private static String cause(Trouble trouble) {
        Failure failure = trouble.failure();
        String type = failure.exception() == null ? failure.errorType() : failure.exception();
        String message = Scrubber.scrub(failure.message());
        String after = trouble.stageNanos() < WORTH_TELLING_NANOS ? "" : " after " + duration(trouble.stageNanos());
        return message.isEmpty() ? type + after : type + ": " + message + after;
    }

    private static String since(Trouble trouble) {
        return Instant.ofEpochMilli(trouble.sinceEpochMs())
                .truncatedTo(ChronoUnit.SECONDS)
                .toString();
    }

    private static String ago(long nanos) {
        return duration(nanos) + " ago";
    }

    private static String duration(long nanos) {
        double seconds = Math.max(0, nanos) / (double) TimeUnit.SECONDS.toNanos(1);
        if (seconds < 10) {
            return String.format(Locale.ROOT, "%.1f s", seconds);
        }
        return seconds < 120 ? Math.round(seconds) + " s" : Math.round(seconds / 60) + " min";
    }

    private static String times(int count, String what) {
        return count + " " + what + (count == 1 ? "" : "s");
    }
}
