/**
 * Renews SASL sessions in time: when to write, to ask, to wait and to begin.
 */
@Requires(feature = REAUTHENTICATION, type = "clients.ClientResponse")
@Requires(feature = REAUTHENTICATION, type = "clients.RequestCompletionHandler", members = "onComplete()")
@Requires(feature = REAUTHENTICATION, type = "common.errors.DisconnectException")
@Requires(feature = REAUTHENTICATION, type = "common.message.JoinGroupRequestData", members = "rebalanceTimeoutMs()")
@Requires(
        feature = REAUTHENTICATION,
        type = "common.message.SaslAuthenticateResponseData",
        members = "setSessionLifetimeMs()")
@Requires(
        feature = REAUTHENTICATION,
        type = "common.protocol.ApiKeys",
        members = {"INIT_PRODUCER_ID", "id"})
@Requires(feature = REAUTHENTICATION, type = "common.requests.ApiVersionsRequest$Builder")
@Requires(feature = REAUTHENTICATION, type = "common.requests.FetchRequest", members = "maxWait()")
@Requires(feature = REAUTHENTICATION, type = "common.requests.JoinGroupRequest", members = "data()")
@Requires(
        feature = REAUTHENTICATION,
        type = "common.requests.SaslAuthenticateResponse",
        members = {"data()", "sessionLifetimeMs()"})
@Requires(feature = REAUTHENTICATION, type = "common.requests.SaslHandshakeResponse")
@Requires(
        feature = REAUTHENTICATION,
        type = "common.utils.Time",
        members = {"milliseconds()", "nanoseconds()"})
@Requires(feature = REAUTHENTICATION, type = "common.utils.Utils", members = "closeQuietly()")
package io.kafkalifeline.hooks.renewal;

import static io.kafkalifeline.weave.Feature.REAUTHENTICATION;

import io.kafkalifeline.weave.Requires;
