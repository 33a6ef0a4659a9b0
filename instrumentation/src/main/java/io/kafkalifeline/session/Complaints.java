package io.kafkalifeline.session;

import io.kafkalifeline.session.traffic.Nanos;
import java.util.Optional;

/**
 * What the operator should hear about lifetimes that make no sense, each thing once and not once per session (R6: a
 * session too short for a request is no session; R8: odd lifetimes).
 */
public final class Complaints {
    private static final int USELESS_IN_A_ROW = 3;

    private final LifetimeHistory lifetimes;
    private int useless;
    private String tooShort;
    private String untold;

    Complaints(LifetimeHistory lifetimes) {
        this.lifetimes = lifetimes;
    }

    void granted(Grant grant) {
        useless = grant.kind() == LifetimeKind.USELESS ? useless + 1 : 0;
        tooShort = useless < USELESS_IN_A_ROW
                ? null
                : "session of " + grant.lifetimeMs() + " ms granted by the broker" + why(grant);
        if (useless == USELESS_IN_A_ROW) {
            untold = tooShort;
        }
        if (LifetimeKind.isAbsurd(grant.lifetimeMs()) && lifetimes.firstAbsurd()) {
            untold = "session of " + grant.lifetimeMs()
                    + " ms granted by the broker is taken for one without end: nanoseconds cannot count it";
        }
    }

    /** Why the sessions granted last cannot carry a request; empty where they can. */
    public Optional<String> tooShort() {
        return Optional.ofNullable(tooShort);
    }

    /** Returns a line that is to be told once, and forgets it; empty where there is none. */
    public Optional<String> take() {
        Optional<String> complaint = Optional.ofNullable(untold);
        untold = null;
        return complaint;
    }

    private static String why(Grant grant) {
        return grant.lifetimeMs() == 0
                ? ": the credentials have expired"
                : " " + comparedTo(grant) + " the " + Nanos.toMsAtLeastOne(grant.roundTripNanos()) + " ms round trip";
    }

    private static String comparedTo(Grant grant) {
        return grant.lifetimeMs() * Nanos.PER_MS <= grant.roundTripNanos() ? "is shorter than" : "is too short for";
    }
}
