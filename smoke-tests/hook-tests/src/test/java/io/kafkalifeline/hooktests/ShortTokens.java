package io.kafkalifeline.hooktests;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Set;
import javax.security.auth.callback.Callback;
import javax.security.auth.callback.UnsupportedCallbackException;
import javax.security.auth.login.AppConfigurationEntry;
import org.apache.kafka.common.security.auth.AuthenticateCallbackHandler;
import org.apache.kafka.common.security.oauthbearer.OAuthBearerToken;
import org.apache.kafka.common.security.oauthbearer.OAuthBearerTokenCallback;

/** Gives Kafka's login tokens that end soon. Made by Kafka. */
public final class ShortTokens implements AuthenticateCallbackHandler {
    /** The client's setting that holds for how many ms a token is good, a Long. */
    static final String SETTING = "short.tokens.ms";

    private long lifetimeMs;

    /** Made by Kafka. */
    public ShortTokens() {}

    @Override
    public void configure(Map<String, ?> settings, String mechanism, List<AppConfigurationEntry> jaas) {
        lifetimeMs = (Long) settings.get(SETTING);
    }

    @Override
    public void handle(Callback[] callbacks) throws UnsupportedCallbackException {
        for (Callback callback : callbacks) {
            if (!(callback instanceof OAuthBearerTokenCallback token)) {
                throw new UnsupportedCallbackException(callback);
            }
            long now = System.currentTimeMillis();
            token.token(new Token(now, now + lifetimeMs));
        }
    }

    @Override
    public void close() {}

    private record Token(long startMs, long endMs) implements OAuthBearerToken {
        @Override
        public String value() {
            return part("{\"alg\":\"none\"}") + "." + part("{\"sub\":\"alice\",\"exp\":" + endMs / 1_000.0 + "}") + ".";
        }

        private static String part(String json) {
            return Base64.getUrlEncoder().withoutPadding().encodeToString(json.getBytes(StandardCharsets.UTF_8));
        }

        @Override
        public Set<String> scope() {
            return Set.of();
        }

        @Override
        public long lifetimeMs() {
            return endMs;
        }

        @Override
        public String principalName() {
            return "alice";
        }

        @Override
        public Long startTimeMs() {
            return startMs;
        }
    }
}
