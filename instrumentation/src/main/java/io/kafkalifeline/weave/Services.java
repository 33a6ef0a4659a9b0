package io.kafkalifeline.weave;

import io.kafkalifeline.init.ConnectionCounts;
import io.kafkalifeline.init.InitSink;
import io.kafkalifeline.init.StartContext;
import io.kafkalifeline.session.Patience;
import java.util.Set;

/**
 * What the agent gives to the hooks of one kafka-clients: passed once, to
 * {@code io.kafkalifeline.hooks.link.HookServices.start}, right after their class loader was made and before any hook
 * runs.
 */
public interface Services {
    /** The features that are on for this kafka-clients; fixed. */
    Set<Feature> features();

    /** How long refusals that may pass are waited out. Never null. */
    Patience.Limits patience();

    /** Takes finished initialisations. Never null. */
    InitSink initSink();

    /** Counts connections and preserved requests. Never null. */
    ConnectionCounts connectionCounts();

    /** Tells what the thread is doing that begins an initialisation. Never null. */
    StartContext startContext();
}
