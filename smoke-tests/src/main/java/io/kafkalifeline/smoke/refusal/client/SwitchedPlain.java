package io.kafkalifeline.smoke.refusal.client;

import java.io.IOException;
import java.util.List;
import java.util.Map;
import javax.security.auth.callback.Callback;
import javax.security.auth.callback.NameCallback;
import javax.security.auth.callback.PasswordCallback;
import javax.security.auth.login.AppConfigurationEntry;
import org.apache.kafka.common.security.auth.AuthenticateCallbackHandler;

/** A {@code sasl.client.callback.handler.class} for PLAIN that follows {@link Credentials}. */
public final class SwitchedPlain implements AuthenticateCallbackHandler {
    private static final String OTHER_USER = "bob";

    private Map<String, ?> options = Map.of();

    @Override
    public void configure(Map<String, ?> configs, String mechanism, List<AppConfigurationEntry> jaas) {
        options = jaas.get(0).getOptions();
    }

    @Override
    public void handle(Callback[] callbacks) throws IOException {
        Credentials credentials = Credentials.current();
        if (credentials == Credentials.HANDLER_THROWS) {
            throw new IOException("the vault does not answer");
        }
        for (Callback callback : callbacks) {
            if (callback instanceof NameCallback name) {
                name.setName(credentials == Credentials.SOMEBODY_ELSES ? OTHER_USER : (String) options.get("username"));
            } else if (callback instanceof PasswordCallback password) {
                password.setPassword(
                        credentials == Credentials.REFUSED
                                ? "outdated".toCharArray()
                                : ((String) options.get("password")).toCharArray());
            }
        }
    }

    @Override
    public void close() {}
}
