package io.kafkalifeline.smoke.child;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Set;
import javax.security.auth.callback.Callback;
import javax.security.auth.login.AppConfigurationEntry;
import org.apache.kafka.common.security.auth.AuthenticateCallbackHandler;
import org.apache.kafka.common.security.auth.SaslExtensionsCallback;
import org.apache.kafka.common.security.oauthbearer.OAuthBearerToken;
import org.apache.kafka.common.security.oauthbearer.OAuthBearerTokenCallback;

/** A {@code sasl.login.callback.handler.class} whose tokens look good to the client and have expired for the broker. */
public final class ExpiredToken implements AuthenticateCallbackHandler {
    @Override
    public void configure(Map<String, ?> configs, String mechanism, List<AppConfigurationEntry> jaasEntries) {}

    @Override
    public void close() {}

    @Override
    public void handle(Callback[] callbacks) {
        for (Callback callback : callbacks) {
            if (callback instanceof OAuthBearerTokenCallback wanted) {
                wanted.token(new Token());
            } else if (!(callback instanceof SaslExtensionsCallback)) {
                throw new IllegalArgumentException(callback.getClass().getName());
            }
        }
    }

    private static final class Token implements OAuthBearerToken {
        private static final long HOUR_MS = 3_600_000;
        private final long nowMs = System.currentTimeMillis();

        @Override
        public String value() {
            long expiredS = (nowMs - HOUR_MS) / 1000;
            return encoded("{\"alg\":\"none\"}") + "."
                    + encoded("{\"sub\":\"alice\",\"iat\":" + (expiredS - 60) + ",\"exp\":" + expiredS + "}") + ".";
        }

        private static String encoded(String json) {
            return Base64.getUrlEncoder().withoutPadding().encodeToString(json.getBytes(StandardCharsets.UTF_8));
        }

        @Override
        public Set<String> scope() {
            return Set.of();
        }

        @Override
        public long lifetimeMs() {
            return nowMs + HOUR_MS;
        }

        @Override
        public String principalName() {
            return "alice";
        }

        @Override
        public Long startTimeMs() {
            return nowMs;
        }
    }
}
