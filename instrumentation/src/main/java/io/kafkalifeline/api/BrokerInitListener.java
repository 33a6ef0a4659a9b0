package io.kafkalifeline.api;

/**
 * Hears how connections to brokers come about. Found by {@link java.util.ServiceLoader} in the jar that the setting
 * {@code listener.jar} names; needs a public constructor without parameters.
 *
 * <p>All methods are called by one thread of the agent's, which each listener has to itself, one after the other, after
 * the fact. Whatever a listener throws is reported once and forgotten; one that is slow or hangs loses events, never the
 * client's time nor another listener's. A dial and a whole
 * initialisation stay two things, so that nobody's dial-time dashboards change their meaning.
 */
public interface BrokerInitListener {
    /** A dial has ended: DNS and TCP, successful or not. */
    default void onConnect(BrokerInitEvent event) {}

    /** A connection can carry ordinary requests, or has failed before it could. */
    default void onInitialised(BrokerInitEvent event) {}

    /** A session was renewed on a connection, or could not be (KIP-368). */
    default void onReauthenticated(BrokerInitEvent event) {}
}
