/**
 * What follows a connection that was lost for its session's sake: the next one, and the request that waits for it.
 */
@Requires(feature = REAUTHENTICATION, type = "clients.ClientResponse", members = "onComplete()")
@Requires(
        feature = REAUTHENTICATION,
        type = "common.Cluster",
        members = {"leaderFor()", "partitionsForNode()"})
@Requires(feature = REAUTHENTICATION, type = "common.Node", members = "id()")
@Requires(
        feature = REAUTHENTICATION,
        type = "common.PartitionInfo",
        members = {"partition()", "topic()"})
@Requires(feature = REAUTHENTICATION, type = "common.TopicPartition")
@Requires(feature = REAUTHENTICATION, type = "common.network.NetworkSend")
@Requires(
        feature = REAUTHENTICATION,
        type = "common.protocol.ApiKeys",
        members = {"PRODUCE", "id"})
@Requires(
        feature = REAUTHENTICATION,
        type = "clients.producer.ProducerRecord",
        members = {"topic()", "partition()", "timestamp()", "key()", "value()", "headers()"})
package io.kafkalifeline.hooks.recovery;

import static io.kafkalifeline.weave.Feature.REAUTHENTICATION;

import io.kafkalifeline.weave.Requires;
