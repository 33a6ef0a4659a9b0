package io.kafkalifeline.smoke.child.logins;

import org.apache.kafka.common.security.oauthbearer.OAuthBearerToken;

/** Tokens that look good to the client and have expired for the broker. */
public final class ExpiredToken extends TokenSource {
    private static final long HOUR_MS = 3_600_000;

    @Override
    protected OAuthBearerToken token(long nowMs) {
        long expiredMs = nowMs - HOUR_MS;
        return new UnsecuredToken("alice", expiredMs - 60_000, nowMs + HOUR_MS, expiredMs);
    }
}
