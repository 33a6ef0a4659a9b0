package io.kafkalifeline.hooks.renewal;

import io.kafkalifeline.hooks.link.HookServices;
import io.kafkalifeline.init.Preservation;

/**
 * Counts the answers that are delivered although a re-authentication came between (R12: what was answered is
 * delivered).
 */
final class AnswersDue {
    private int due;

    /** A re-authentication begins while so many requests wait for their answers. */
    void renewalBegun(int waiting) {
        due = waiting;
    }

    void delivered() {
        if (due > 0) {
            due--;
            HookServices.counts().preserved(Preservation.DELIVERED);
        }
    }
}
