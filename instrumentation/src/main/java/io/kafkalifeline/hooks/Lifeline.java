package io.kafkalifeline.hooks;

import io.kafkalifeline.init.InitSink;
import io.kafkalifeline.session.Patience;
import io.kafkalifeline.weave.Feature;
import io.kafkalifeline.weave.Services;

/** What the hooks of one kafka-clients share: one instance of this class's statics for each class loader that holds one. */
public final class Lifeline {
    private static volatile boolean correcting;
    private static volatile boolean diagnosing;
    private static volatile Patience.Limits patience;
    private static volatile InitSink sink = initialisation -> {};

    private Lifeline() {}

    /** Called once by the agent, before any hook runs. */
    public static void start(Services services) {
        sink = services.initSink();
        patience = services.patience();
        correcting = services.features().contains(Feature.REAUTHENTICATION);
        diagnosing = services.features().contains(Feature.DIAGNOSIS);
    }

    /** Whether re-authentication is corrected, and not only watched. */
    static boolean correcting() {
        return correcting;
    }

    /** Whether clients that never throw speak up. */
    static boolean diagnosing() {
        return diagnosing;
    }

    static Patience.Limits patience() {
        return patience;
    }

    static InitSink sink() {
        return sink;
    }
}
