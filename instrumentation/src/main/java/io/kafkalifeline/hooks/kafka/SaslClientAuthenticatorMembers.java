package io.kafkalifeline.hooks.kafka;

import static io.kafkalifeline.weave.Feature.DIAGNOSIS;
import static io.kafkalifeline.weave.Feature.REAUTHENTICATION;
import static io.kafkalifeline.weave.Feature.RECORDING;

import io.kafkalifeline.weave.Requires;
import javax.security.sasl.SaslClient;
import org.apache.kafka.common.network.NetworkReceive;
import org.apache.kafka.common.network.TransportLayer;
import org.apache.kafka.common.security.authenticator.SaslClientAuthenticator;
import org.apache.kafka.common.utils.Time;

/** The private members of {@code SaslClientAuthenticator} and of its {@code ReauthInfo}. */
@Requires(
        feature = {REAUTHENTICATION, RECORDING, DIAGNOSIS},
        type = "common.security.authenticator.SaslClientAuthenticator",
        members = {"transportLayer", "mechanism"})
@Requires(
        feature = {REAUTHENTICATION, RECORDING, DIAGNOSIS},
        type = "common.security.authenticator.SaslClientAuthenticator",
        members = "saslState")
@Requires(
        feature = {RECORDING, DIAGNOSIS},
        type = "common.security.authenticator.SaslClientAuthenticator",
        members = "netInBuffer")
@Requires(
        feature = REAUTHENTICATION,
        type = "common.security.authenticator.SaslClientAuthenticator",
        members = {"time", "reauthInfo", "callbackHandler", "saslClient", "createSaslToken()"})
@Requires(
        feature = REAUTHENTICATION,
        type = "common.security.authenticator.SaslClientAuthenticator$ReauthInfo",
        members = {"positiveSessionLifetimeMs", "authenticationEndNanos"})
@Requires(
        feature = {REAUTHENTICATION, RECORDING, DIAGNOSIS},
        type = "common.security.authenticator.SaslClientAuthenticator$SaslState")
@Requires(
        feature = REAUTHENTICATION,
        type = "common.security.authenticator.SaslClientAuthenticator$SaslState",
        members = "COMPLETE")
@Requires(
        feature = {RECORDING, DIAGNOSIS},
        type = "common.security.authenticator.SaslClientAuthenticator$SaslState",
        members = {"SEND_APIVERSIONS_REQUEST", "values()"})
public final class SaslClientAuthenticatorMembers {
    private static final Class<?> TYPE = SaslClientAuthenticator.class;
    private static final PrivateField TRANSPORT = PrivateField.of(SaslClientAuthenticator.class, "transportLayer");
    private static final PrivateField STATE = PrivateField.of(SaslClientAuthenticator.class, "saslState");
    private static final PrivateField MECHANISM = PrivateField.of(SaslClientAuthenticator.class, "mechanism");

    private SaslClientAuthenticatorMembers() {}

    public static TransportLayer transportLayer(SaslClientAuthenticator authenticator) {
        return (TransportLayer) TRANSPORT.get(authenticator);
    }

    public static String mechanism(Object authenticator) {
        return (String) MECHANISM.get(authenticator);
    }

    /** The {@code SaslState}. */
    public static Object saslState(SaslClientAuthenticator authenticator) {
        return STATE.get(authenticator);
    }

    /** The answer of which a part has arrived; null between two answers. */
    public static NetworkReceive netInBuffer(SaslClientAuthenticator authenticator) {
        return (NetworkReceive) Initialisation.RECEIVE.get(authenticator);
    }

    /** The client's own clock. */
    public static Time time(Object authenticator) {
        return (Time) Reauthentication.TIME.get(authenticator);
    }

    public static Object callbackHandler(Object authenticator) {
        return Reauthentication.HANDLER.get(authenticator);
    }

    public static SaslClient saslClient(Object authenticator) {
        return (SaslClient) Reauthentication.SASL_CLIENT.get(authenticator);
    }

    /** The first token; asks the callback handler, and may take its time. */
    public static byte[] createFirstToken(Object authenticator) {
        return (byte[]) Reauthentication.CREATE_TOKEN.invoke(authenticator, new byte[0], true);
    }

    /** The lifetime in ms of the session of an authenticated connection; null where it does not expire. */
    public static Long sessionLifetimeMs(Object authenticator) {
        return (Long) Reauthentication.LIFETIME.get(Reauthentication.INFO.get(authenticator));
    }

    /** When its last authentication ended, by the client's own clock in nanoseconds. */
    public static long authenticationEndNanos(Object authenticator) {
        return Reauthentication.END.getLong(Reauthentication.INFO.get(authenticator));
    }

    private static final class Initialisation {
        static final PrivateField RECEIVE = PrivateField.of(SaslClientAuthenticator.class, "netInBuffer");
    }

    private static final class Reauthentication {
        private static final String REAUTH_INFO =
                "org.apache.kafka.common.security.authenticator.SaslClientAuthenticator$ReauthInfo";

        static final PrivateField TIME = PrivateField.of(SaslClientAuthenticator.class, "time");
        static final PrivateField INFO = PrivateField.of(SaslClientAuthenticator.class, "reauthInfo");
        static final PrivateField HANDLER = PrivateField.of(SaslClientAuthenticator.class, "callbackHandler");
        static final PrivateField SASL_CLIENT = PrivateField.of(SaslClientAuthenticator.class, "saslClient");
        static final PrivateField LIFETIME = PrivateField.of(TYPE, REAUTH_INFO, "positiveSessionLifetimeMs");
        static final PrivateField END = PrivateField.of(TYPE, REAUTH_INFO, "authenticationEndNanos");
        static final PrivateMethod CREATE_TOKEN =
                PrivateMethod.of(SaslClientAuthenticator.class, "createSaslToken", byte[].class, boolean.class);
    }
}
