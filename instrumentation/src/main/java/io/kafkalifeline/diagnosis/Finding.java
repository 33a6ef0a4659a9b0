package io.kafkalifeline.diagnosis;

import io.kafkalifeline.init.PeerAddress;
import io.kafkalifeline.init.Progress;
import io.kafkalifeline.init.Target;

/** One broker that may be why a call timed out. Immutable. */
final class Finding {
    private final Target target;
    private final Trouble trouble;
    private final Progress hanging;
    private final long workedNanosAgo;

    /**
     * @param trouble what has failed; null where nothing has
     * @param hanging how far the attempt under way has come; null where none is that hangs
     * @param workedNanosAgo how long ago this broker worked; {@link Experience#NEVER} where it never did
     */
    Finding(Target target, Trouble trouble, Progress hanging, long workedNanosAgo) {
        this.target = target;
        this.trouble = trouble;
        this.hanging = hanging;
        this.workedNanosAgo = workedNanosAgo;
    }

    Target target() {
        return target;
    }

    /** The address that was dialled last; null where it is not known. */
    PeerAddress address() {
        PeerAddress now = hanging == null ? null : hanging.address();
        return now == null && trouble != null ? trouble.address() : now;
    }

    /** What has failed; null where nothing has yet. */
    Trouble trouble() {
        return trouble;
    }

    /** How far the attempt under way has come; null where none hangs. */
    Progress hanging() {
        return hanging;
    }

    /** Where it hangs or has failed. */
    Stage stage() {
        return trouble == null ? Stage.of(hanging.phase()) : trouble.stage();
    }

    /** Whether this broker has answered an ordinary request of this client. */
    boolean hasWorked() {
        return workedNanosAgo != Experience.NEVER;
    }

    /** How long ago this broker worked, in ns; 0 where another connection to it still does. */
    long workedNanosAgo() {
        return workedNanosAgo;
    }
}
