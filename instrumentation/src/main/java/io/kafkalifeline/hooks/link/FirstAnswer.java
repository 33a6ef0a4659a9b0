package io.kafkalifeline.hooks.link;

import io.kafkalifeline.init.Target;

/**
 * A broker that is ready and has not answered an ordinary request yet. A listener that requires SASL lets a client
 * without it get that far, and closes the connection then.
 */
public final class FirstAnswer {
    private final Target target;
    private boolean asked;

    FirstAnswer(Target target) {
        this.target = target;
    }

    public Target target() {
        return target;
    }

    /** A request was sent. */
    public void asked() {
        asked = true;
    }

    /** Whether a request was sent. */
    public boolean wasAsked() {
        return asked;
    }
}
