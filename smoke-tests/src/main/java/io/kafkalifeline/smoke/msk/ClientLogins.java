package io.kafkalifeline.smoke.msk;

import io.kafkalifeline.smoke.broker.Logins;
import java.util.Properties;

/** JAAS of both sides, for the mechanisms that the cluster scripts. */
final class ClientLogins {
    private ClientLogins() {}

    static String server(String mechanism) {
        return switch (mechanism) {
            // Any module that needs nothing: the mechanism itself verifies.
            case AwsMskIamServer.MECHANISM -> plain() + ";";
            case "PLAIN" -> plain() + " user_" + Logins.USER + "=\"" + Logins.PASSWORD + "\";";
            case "OAUTHBEARER" -> "org.apache.kafka.common.security.oauthbearer.OAuthBearerLoginModule required;";
            default -> throw new IllegalArgumentException(mechanism);
        };
    }

    /** @param iamOptions options of {@code IAMLoginModule}, such as {@code awsMaxRetries="0"}; may be empty */
    static void client(Properties client, String mechanism, String iamOptions) {
        client.setProperty("sasl.mechanism", mechanism);
        if (mechanism.equals(AwsMskIamServer.MECHANISM)) {
            client.setProperty(
                    "sasl.jaas.config", "software.amazon.msk.auth.iam.IAMLoginModule required " + iamOptions + ";");
            client.setProperty(
                    "sasl.client.callback.handler.class", "software.amazon.msk.auth.iam.IAMClientCallbackHandler");
        } else {
            if (mechanism.equals("PLAIN")) {
                client.setProperty("sasl.client.callback.handler.class", OwnPlainHandler.class.getName());
            }
            client.setProperty("sasl.jaas.config", Logins.client(mechanism, Logins.PASSWORD));
        }
    }

    private static String plain() {
        return "org.apache.kafka.common.security.plain.PlainLoginModule required username=\"" + Logins.USER
                + "\" password=\"" + Logins.PASSWORD + "\"";
    }
}
