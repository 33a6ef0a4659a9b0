package io.kafkalifeline.diagnosis;

import io.kafkalifeline.init.Progress;
import io.kafkalifeline.init.Target;
import java.util.concurrent.TimeUnit;

/** One broker that may be why a call timed out. */
final class Finding {
    /** An attempt that takes longer hangs: an ordinary initialisation takes less. */
    private static final long HANGING_NANOS = TimeUnit.SECONDS.toNanos(1);

    private final Target target;
    private final Trouble trouble;
    private final Progress progress;

    /**
     * @param trouble what has failed; null where nothing has
     * @param progress how far the attempt under way has come; null where none is
     */
    Finding(Target target, Trouble trouble, Progress progress) {
        this.target = target;
        this.trouble = trouble;
        this.progress = progress;
    }

    Target target() {
        return target;
    }

    /** What has failed; null where nothing has yet. */
    Trouble trouble() {
        return trouble;
    }

    /** How far the attempt under way has come; null where none is. */
    Progress progress() {
        return progress;
    }

    boolean hangs(long nowNanos) {
        return progress != null && nowNanos - progress.sinceNanos() >= HANGING_NANOS;
    }
}
