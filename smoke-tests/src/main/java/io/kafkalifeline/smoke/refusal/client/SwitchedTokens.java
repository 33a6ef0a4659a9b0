package io.kafkalifeline.smoke.refusal.client;

import io.kafkalifeline.smoke.child.logins.TokenSource;
import java.io.UncheckedIOException;
import org.apache.kafka.common.security.oauthbearer.OAuthBearerToken;

/** A {@code sasl.login.callback.handler.class} for OAUTHBEARER that follows {@link Credentials}. */
public final class SwitchedTokens extends TokenSource {
    private static final long LIFETIME_MS = 15_000;

    @Override
    protected OAuthBearerToken token(long nowMs) {
        if (Credentials.current() == Credentials.ENDPOINT_DOWN) {
            throw new UncheckedIOException(new java.io.IOException("the token endpoint answers 500"));
        }
        return unsecured("alice", nowMs, nowMs + LIFETIME_MS);
    }
}
