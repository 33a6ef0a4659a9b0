package io.kafkalifeline.weave;

import java.util.List;

/**
 * The classes of hooks, by name: they are typed against Kafka, so they are loaded once for each class loader that holds
 * a kafka-clients and never by the agent's own loader.
 */
public final class HookIndex {
    private static final String PACKAGE = "io.kafkalifeline.hooks.";

    private static final String MEMBERS = PACKAGE + "kafka.";

    private HookIndex() {}

    /** The prefix that the binary names of all classes share that are typed against Kafka. */
    public static String packagePrefix() {
        return PACKAGE;
    }

    /** Binary names of the classes and packages, besides the hooks, that carry {@link Requires}. */
    public static List<String> requirementNames() {
        return List.of(
                MEMBERS + "AdminClientMembers",
                MEMBERS + "ClusterConnectionStatesMembers",
                MEMBERS + "ConsumerMembers",
                MEMBERS + "Failures",
                MEMBERS + "InFlightRequestMembers",
                MEMBERS + "KafkaChannelMembers",
                MEMBERS + "MetadataUpdaterMembers",
                MEMBERS + "NetworkClientMembers",
                MEMBERS + "NetworkReceiveMembers",
                MEMBERS + "ProducerMembers",
                MEMBERS + "SaslChannelBuilderMembers",
                MEMBERS + "SaslClientAuthenticatorMembers",
                MEMBERS + "SelectorMembers",
                MEMBERS + "ShareConsumerMembers",
                MEMBERS + "SystemTimeMembers",
                PACKAGE + "link.package-info",
                PACKAGE + "recording.package-info",
                PACKAGE + "recovery.package-info",
                PACKAGE + "renewal.package-info",
                PACKAGE + "renewal.WaitBound$ShareFetch",
                PACKAGE + "timeouts.package-info");
    }

    /** Binary names of all classes that carry {@link Rewrites}. */
    public static List<String> classNames() {
        return List.of(
                PACKAGE + "NetworkClientHooks",
                PACKAGE + "KeptRequestsHooks",
                PACKAGE + "ClientUtilsHooks",
                PACKAGE + "ClusterConnectionStatesHooks",
                PACKAGE + "InFlightRequestsHooks",
                PACKAGE + "SelectorHooks",
                PACKAGE + "KafkaChannelHooks",
                PACKAGE + "SaslChannelBuilderHooks",
                PACKAGE + "SaslClientAuthenticatorHooks",
                PACKAGE + "KafkaProducerHooks",
                PACKAGE + "ProducerMetadataHooks",
                PACKAGE + "SenderHooks",
                PACKAGE + "SystemTimeHooks",
                PACKAGE + "BufferPoolHooks",
                PACKAGE + "KafkaConsumerHooks",
                PACKAGE + "KafkaShareConsumerHooks",
                PACKAGE + "ConsumerNetworkThreadHooks",
                PACKAGE + "AdminCallerHooks",
                PACKAGE + "AdminCallHooks",
                PACKAGE + "KafkaFutureHooks",
                PACKAGE + "AbstractCoordinatorHooks",
                PACKAGE + "ConsumerCoordinatorHooks",
                PACKAGE + "NetworkClientDelegateHooks",
                PACKAGE + "HeartbeatRequestManagerHooks",
                PACKAGE + "FetcherHooks");
    }
}
