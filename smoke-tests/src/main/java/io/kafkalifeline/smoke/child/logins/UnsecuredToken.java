package io.kafkalifeline.smoke.child.logins;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Set;
import org.apache.kafka.common.security.oauthbearer.OAuthBearerToken;

/**
 * A token that nobody has signed.
 *
 * @param startTimeMs when it was issued
 * @param lifetimeMs when the client takes it to expire
 * @param expiresMs what it tells the broker of that
 */
record UnsecuredToken(String principalName, Long startTimeMs, long lifetimeMs, long expiresMs)
        implements OAuthBearerToken {
    @Override
    public String value() {
        return encoded("{\"alg\":\"none\"}") + "."
                + encoded("{\"sub\":\"" + principalName + "\",\"iat\":" + startTimeMs / 1e3 + ",\"exp\":"
                        + expiresMs / 1e3 + "}")
                + ".";
    }

    private static String encoded(String json) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(json.getBytes(StandardCharsets.UTF_8));
    }

    @Override
    public Set<String> scope() {
        return Set.of();
    }
}
