package io.kafkalifeline.api;

/**
 * Hears how connections to brokers come about. Found by {@link java.util.ServiceLoader} in the jar that the setting
 * {@code listener.jar} names; needs a public constructor without parameters.
 *
 * <p>Each listener has one thread of the agent's to itself, which calls its methods one after the other, after the
 * fact. What a listener throws is reported once and ignored. A listener that is slow or hangs loses events; it costs
 * neither the client nor another listener any time. A dial and a whole initialisation are told separately, so that a
 * dashboard of dial times keeps its meaning.
 */
public interface BrokerInitListener {
    /** A dial has ended: DNS and TCP, successful or not. */
    default void onConnect(BrokerInitEvent event) {}

    /** A connection can carry ordinary requests, or has failed before it could. */
    default void onInitialised(BrokerInitEvent event) {}

    /** A session was renewed on a connection, or could not be (KIP-368). */
    default void onReauthenticated(BrokerInitEvent event) {}
}
