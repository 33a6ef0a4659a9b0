package io.kafkalifeline.smoke.child.logins;

import java.util.concurrent.atomic.AtomicInteger;
import org.apache.kafka.common.security.oauthbearer.OAuthBearerToken;

/** Every token is somebody else's, so that a broker refuses the next re-authentication and names both. */
public final class ChangingPrincipal extends TokenSource {
    /** What all principals begin with. */
    public static final String PREFIX = "somebody-else-";

    private static final long LIFETIME_MS = 4_000;
    private static final AtomicInteger NUMBER = new AtomicInteger();

    @Override
    protected OAuthBearerToken token(long nowMs) {
        long expiresMs = nowMs + LIFETIME_MS;
        return new UnsecuredToken(PREFIX + NUMBER.incrementAndGet(), nowMs, expiresMs, expiresMs);
    }
}
