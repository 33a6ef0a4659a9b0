package io.kafkalifeline.hooks.link;

import io.kafkalifeline.hooks.kafka.Failures;
import io.kafkalifeline.init.Failure;
import io.kafkalifeline.init.InitRecorder;

/** One initialisation under way: from "the client wants this node" until it is ready, has failed or is given up. */
public final class Attempt {
    private final InitRecorder recorder;
    private Failure presumed = Failures.CONNECTION_CLOSED;
    private boolean told;

    /** @param recorder notes the phases of this initialisation */
    public Attempt(InitRecorder recorder) {
        this.recorder = recorder;
    }

    /** Notes the phases of this initialisation. */
    public InitRecorder recorder() {
        return recorder;
    }

    /** The phase under way has failed; {@code atOnce} says whether the application hears of it at once. */
    public void failed(Failure failure, boolean atOnce) {
        fail(failure);
        told |= atOnce;
    }

    /** If it ends without another reason, this is the reason. */
    void presume(Failure failure) {
        presumed = failure;
    }

    /** It has ended; where it has not failed yet, it fails for the presumed reason. */
    public void ended() {
        fail(presumed);
    }

    /** The client itself has given it up. */
    public void abandoned() {
        fail(presumed == Failures.CONNECTION_CLOSED ? Failures.CLIENT_DISCONNECTED : presumed);
    }

    /** Whether the application hears of its failure. */
    public boolean isTold() {
        return told;
    }

    private void fail(Failure failure) {
        if (!recorder.failed()) {
            recorder.fail(failure);
        }
    }
}
