package io.kafkalifeline.hooks.link;

import io.kafkalifeline.init.ConnectionCounts;
import io.kafkalifeline.init.InitSink;
import io.kafkalifeline.init.StartContext;
import io.kafkalifeline.session.Patience;
import io.kafkalifeline.weave.Services;
import java.time.Duration;
import java.util.List;

/**
 * What the hooks of one kafka-clients share. This class is loaded once for each kafka-clients, so its static fields are
 * that library's own.
 */
public final class HookServices {
    private static volatile Patience.Limits patience = Patience.Limits.usual(List.of(), Duration.ZERO);
    private static volatile InitSink sink = initialisation -> {};
    private static volatile ConnectionCounts counts = ConnectionCounts.NONE;
    private static volatile StartContext startContext = StartContext.NONE;

    private HookServices() {}

    /** Called once by the agent, before any hook runs. */
    public static void start(Services services) {
        sink = services.initSink();
        counts = services.connectionCounts();
        startContext = services.startContext();
        patience = services.patience();
    }

    /** How long refusals that may pass are waited out. */
    public static Patience.Limits patience() {
        return patience;
    }

    /** Takes finished initialisations; does nothing where they are not recorded. */
    public static InitSink sink() {
        return sink;
    }

    /** Counts connections and preserved requests; does nothing where nobody reads the counts. */
    public static ConnectionCounts counts() {
        return counts;
    }

    /** What the calling thread is doing, such as its current span; null where nobody asks for it. */
    public static Object startContext() {
        return startContext.current();
    }
}
