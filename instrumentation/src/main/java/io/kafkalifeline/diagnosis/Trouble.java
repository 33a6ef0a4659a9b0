package io.kafkalifeline.diagnosis;

import io.kafkalifeline.init.Failure;
import io.kafkalifeline.init.PeerAddress;
import io.kafkalifeline.init.Target;

/** What one client remembers about one broker that it failed to get ready. Immutable. */
final class Trouble {
    /**
     * How often a broker must close connections before it counts: one close may have good reasons, such as a
     * shutdown.
     */
    private static final int TELLING_CLOSES = 2;

    private final Target target;
    private final PeerAddress address;
    private final Stage stage;
    private final Failure failure;
    private final long stageNanos;
    private final boolean told;
    private final int count;
    private final Moment since;
    private final long lastNanos;

    /**
     * Notes the latest of one or more failures in a row.
     *
     * @param before the one before; null for the first
     * @param address the address that was dialled; null where it is not known
     * @param stageNanos how long the stage that failed had lasted; 0 where that is not known
     * @param told whether the application gets an exception that says so
     * @param began when it began
     * @param nowNanos {@link System#nanoTime()}
     */
    Trouble(
            Trouble before,
            Target target,
            PeerAddress address,
            Stage stage,
            Failure failure,
            long stageNanos,
            boolean told,
            Moment began,
            long nowNanos) {
        this.target = target;
        this.address = address;
        this.stage = stage;
        this.failure = failure;
        this.stageNanos = stageNanos;
        this.told = told;
        this.count = before == null ? 1 : before.count + 1;
        this.since = before == null ? began : before.since;
        this.lastNanos = nowNanos;
    }

    private Trouble(Trouble next, Trouble reason) {
        this.target = next.target;
        this.address = next.address;
        this.stage = reason.stage;
        this.failure = reason.failure;
        this.stageNanos = reason.stageNanos;
        this.told = next.told;
        this.count = next.count;
        this.since = next.since;
        this.lastNanos = next.lastNanos;
    }

    /** Returns this trouble with the reason of an earlier one. */
    Trouble because(Trouble reason) {
        return new Trouble(this, reason);
    }

    /** The broker under the name by which it was last tried. */
    Target target() {
        return target;
    }

    /** The address that was dialled last; null where it is not known. */
    PeerAddress address() {
        return address;
    }

    Stage stage() {
        return stage;
    }

    Failure failure() {
        return failure;
    }

    long stageNanos() {
        return stageNanos;
    }

    /** Failures in a row. */
    int count() {
        return count;
    }

    /** When the first of them began. */
    Moment since() {
        return since;
    }

    long lastNanos() {
        return lastNanos;
    }

    /** Whether the client gave the attempt up before it had a session that it could use. */
    boolean givenUpWhileAuthenticating() {
        return stage == Stage.SASL_AUTHENTICATE && failure.givenUp();
    }

    /** Whether Kafka tells the application by itself, as it does of refused credentials. */
    boolean told() {
        return told;
    }

    boolean telling() {
        return stage != Stage.FIRST_REQUEST || count >= TELLING_CLOSES;
    }
}
