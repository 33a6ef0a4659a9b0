package io.kafkalifeline.diagnosis;

import io.kafkalifeline.init.PeerAddress;
import io.kafkalifeline.init.Progress;
import io.kafkalifeline.init.Target;

/** One broker that may be why a call timed out. Immutable. */
final class Finding {
    private final Target target;
    private final Trouble trouble;
    private final Progress hanging;
    private final boolean hangs;
    private final long workedNanosAgo;

    /**
     * @param trouble what has failed; null where nothing has
     * @param hanging how far the attempt under way has come; null where none is that is worth telling
     * @param hangs whether it has been there for longer than is usual
     * @param workedNanosAgo how long ago this broker worked; {@link Experience#NEVER} where it never did
     */
    Finding(Target target, Trouble trouble, Progress hanging, boolean hangs, long workedNanosAgo) {
        this.target = target;
        this.trouble = trouble;
        this.hanging = hanging;
        this.hangs = hangs;
        this.workedNanosAgo = workedNanosAgo;
    }

    Target target() {
        return target;
    }

    /** The address that has failed, or else that of the attempt under way; null where it is not known. */
    PeerAddress address() {
        PeerAddress failed = trouble == null ? null : trouble.address();
        return failed == null && hanging != null ? hanging.address() : failed;
    }

    /** The address of the attempt under way where it is another one than has failed; else null. */
    PeerAddress otherAddress() {
        PeerAddress now = trouble == null || hanging == null ? null : hanging.address();
        return now == null || now.toString().equals(String.valueOf(address())) ? null : now;
    }

    /** What has failed; null where nothing has yet. */
    Trouble trouble() {
        return trouble;
    }

    /** How far the attempt under way has come; null where none is worth telling. */
    Progress hanging() {
        return hanging;
    }

    /** Whether there is something to explain: a failure, or an attempt that lasts for longer than is usual. */
    boolean isTrouble() {
        return trouble != null || hangs;
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
