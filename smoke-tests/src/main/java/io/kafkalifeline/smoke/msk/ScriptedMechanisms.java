package io.kafkalifeline.smoke.msk;

import java.security.Provider;
import java.util.Map;
import javax.security.auth.callback.CallbackHandler;
import javax.security.sasl.SaslServer;
import javax.security.sasl.SaslServerFactory;
import org.apache.kafka.common.security.auth.AuthenticateCallbackHandler;
import org.apache.kafka.common.security.auth.SecurityProviderCreator;
import org.apache.kafka.common.security.oauthbearer.internals.OAuthBearerSaslServer;
import org.apache.kafka.common.security.plain.internals.PlainSaslServer;

/**
 * The broker's {@code security.providers}: AWS_MSK_IAM, which a broker lacks, and PLAIN and OAUTHBEARER in front of its
 * own, all of them scripted.
 */
public final class ScriptedMechanisms implements SecurityProviderCreator {
    @Override
    public Provider getProvider() {
        return new Mechanisms();
    }

    private static final class Mechanisms extends Provider {
        Mechanisms() {
            super("scripted-mechanisms", "1", "SASL servers that follow a script");
            for (String mechanism : Factory.MECHANISMS) {
                put("SaslServerFactory." + mechanism, Factory.class.getName());
            }
        }
    }

    /** Made by {@code javax.security.sasl.Sasl}, hence public. */
    public static final class Factory implements SaslServerFactory {
        private static final String[] MECHANISMS = {AwsMskIamServer.MECHANISM, "PLAIN", "OAUTHBEARER"};

        @Override
        public SaslServer createSaslServer(
                String mechanism, String protocol, String serverName, Map<String, ?> props, CallbackHandler handler) {
            return new ScriptedServer(stock(mechanism, (AuthenticateCallbackHandler) handler), reauthenticating());
        }

        private static SaslServer stock(String mechanism, AuthenticateCallbackHandler handler) {
            return switch (mechanism) {
                case AwsMskIamServer.MECHANISM -> new AwsMskIamServer();
                case "PLAIN" -> new PlainSaslServer(handler);
                case "OAUTHBEARER" -> new OAuthBearerSaslServer(handler);
                default -> throw new IllegalArgumentException(mechanism);
            };
        }

        /** Nothing that a SASL server is given tells; but the broker makes it inside {@code Authenticator.reauthenticate}. */
        private static boolean reauthenticating() {
            return StackWalker.getInstance()
                    .walk(frames ->
                            frames.anyMatch(frame -> frame.getMethodName().equals("reauthenticate")));
        }

        @Override
        public String[] getMechanismNames(Map<String, ?> props) {
            return MECHANISMS.clone();
        }
    }
}
