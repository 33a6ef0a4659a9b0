package io.kafkalifeline.smoke.child;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import javax.security.auth.callback.Callback;
import javax.security.auth.login.AppConfigurationEntry;
import org.apache.kafka.common.security.auth.AuthenticateCallbackHandler;
import org.apache.kafka.common.security.auth.SaslExtensionsCallback;
import org.apache.kafka.common.security.oauthbearer.OAuthBearerToken;
import org.apache.kafka.common.security.oauthbearer.OAuthBearerTokenCallback;

/**
 * A {@code sasl.login.callback.handler.class} whose every token is somebody else's, so that a broker refuses the next
 * re-authentication and names both.
 */
public final class ChangingPrincipal implements AuthenticateCallbackHandler {
    /** What all principals begin with. */
    public static final String PREFIX = "somebody-else-";

    private static final AtomicInteger NUMBER = new AtomicInteger();

    @Override
    public void configure(Map<String, ?> configs, String mechanism, List<AppConfigurationEntry> jaasEntries) {}

    @Override
    public void close() {}

    @Override
    public void handle(Callback[] callbacks) {
        for (Callback callback : callbacks) {
            if (callback instanceof OAuthBearerTokenCallback wanted) {
                wanted.token(new Token(PREFIX + NUMBER.incrementAndGet(), System.currentTimeMillis()));
            } else if (!(callback instanceof SaslExtensionsCallback)) {
                throw new IllegalArgumentException(callback.getClass().getName());
            }
        }
    }

    private record Token(String principalName, long nowMs) implements OAuthBearerToken {
        private static final long LIFETIME_MS = 4_000;

        @Override
        public String value() {
            return encoded("{\"alg\":\"none\"}") + "."
                    + encoded("{\"sub\":\"" + principalName + "\",\"iat\":" + nowMs / 1e3 + ",\"exp\":"
                            + lifetimeMs() / 1e3 + "}")
                    + ".";
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
            return nowMs + LIFETIME_MS;
        }

        @Override
        public Long startTimeMs() {
            return nowMs;
        }
    }
}
