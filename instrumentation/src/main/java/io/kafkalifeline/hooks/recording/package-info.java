/**
 * Records initialisations, for telemetry and for what a timeout says. Knows nothing of renewal, recovery and timeouts.
 */
@Requires(
        feature = {RECORDING, DIAGNOSIS},
        type = "common.network.PlaintextChannelBuilder")
@Requires(
        feature = {RECORDING, DIAGNOSIS},
        type = "common.network.SslChannelBuilder")
@Requires(
        feature = {RECORDING, DIAGNOSIS},
        type = "common.network.SslTransportLayer",
        members = "sslSession()")
@Requires(
        feature = {RECORDING, DIAGNOSIS},
        type = "common.requests.SaslAuthenticateResponse",
        members = "sessionLifetimeMs()")
@Requires(
        feature = {RECORDING, DIAGNOSIS},
        type = "common.requests.ApiVersionsResponse",
        members = "errorCounts()")
@Requires(
        feature = {RECORDING, DIAGNOSIS},
        type = "common.protocol.Errors",
        members = {"NONE", "message()"})
package io.kafkalifeline.hooks.recording;

import static io.kafkalifeline.weave.Feature.DIAGNOSIS;
import static io.kafkalifeline.weave.Feature.RECORDING;

import io.kafkalifeline.weave.Requires;
