/**
 * What recording, renewal, recovery and timeouts share of a client: its links, their connections and their requests.
 * Each of these rooms keeps its own data with them, in {@link io.kafkalifeline.hooks.link.Slot slots}.
 */
@Requires(
        feature = {REAUTHENTICATION, RECORDING, DIAGNOSIS},
        type = "common.Node",
        members = {"host()", "idString()", "port()"})
package io.kafkalifeline.hooks.link;

import static io.kafkalifeline.weave.Feature.DIAGNOSIS;
import static io.kafkalifeline.weave.Feature.REAUTHENTICATION;
import static io.kafkalifeline.weave.Feature.RECORDING;

import io.kafkalifeline.weave.Requires;
