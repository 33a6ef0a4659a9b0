package io.kafkalifeline.smoke.child.logins;

import java.util.List;
import java.util.Map;
import javax.security.auth.callback.Callback;
import javax.security.auth.login.AppConfigurationEntry;
import org.apache.kafka.common.security.auth.AuthenticateCallbackHandler;
import org.apache.kafka.common.security.auth.SaslExtensionsCallback;
import org.apache.kafka.common.security.oauthbearer.OAuthBearerToken;
import org.apache.kafka.common.security.oauthbearer.OAuthBearerTokenCallback;

/** A {@code sasl.login.callback.handler.class} for OAUTHBEARER without extensions. */
public abstract class TokenSource implements AuthenticateCallbackHandler {
    /** Another one for each login. */
    protected abstract OAuthBearerToken token(long nowMs);

    /** A token that nobody has signed. */
    protected static OAuthBearerToken unsecured(String principal, long nowMs, long expiresMs) {
        return new UnsecuredToken(principal, nowMs, expiresMs, expiresMs);
    }

    @Override
    public final void configure(Map<String, ?> configs, String mechanism, List<AppConfigurationEntry> jaasEntries) {}

    @Override
    public final void close() {}

    @Override
    public final void handle(Callback[] callbacks) {
        for (Callback callback : callbacks) {
            if (callback instanceof OAuthBearerTokenCallback wanted) {
                wanted.token(token(System.currentTimeMillis()));
            } else if (!(callback instanceof SaslExtensionsCallback)) {
                throw new IllegalArgumentException(callback.getClass().getName());
            }
        }
    }
}
