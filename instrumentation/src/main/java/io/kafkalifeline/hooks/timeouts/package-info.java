/**
 * Says in a timeout which broker could not be reached, and why.
 */
@Requires(feature = DIAGNOSIS, type = "clients.Metadata", members = "fetch()")
@Requires(feature = DIAGNOSIS, type = "clients.admin.internals.AdminMetadataManager$AdminMetadataUpdater")
@Requires(feature = DIAGNOSIS, type = "clients.consumer.OffsetCommitCallback", members = "onComplete()")
@Requires(feature = DIAGNOSIS, type = "common.Cluster", members = "leaderFor()")
@Requires(feature = DIAGNOSIS, type = "common.KafkaException")
@Requires(feature = DIAGNOSIS, type = "common.errors.TimeoutException")
@Requires(
        feature = DIAGNOSIS,
        type = "common.protocol.Errors",
        members = {"REQUEST_TIMED_OUT", "exception()"})
package io.kafkalifeline.hooks.timeouts;

import static io.kafkalifeline.weave.Feature.DIAGNOSIS;

import io.kafkalifeline.weave.Requires;
