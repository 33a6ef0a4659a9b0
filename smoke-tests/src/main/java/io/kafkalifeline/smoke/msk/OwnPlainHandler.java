package io.kafkalifeline.smoke.msk;

import java.util.List;
import java.util.Map;
import javax.security.auth.callback.Callback;
import javax.security.auth.callback.NameCallback;
import javax.security.auth.callback.PasswordCallback;
import javax.security.auth.login.AppConfigurationEntry;
import org.apache.kafka.common.security.auth.AuthenticateCallbackHandler;

/** As companies write them who keep their passwords in a vault; this one finds them in the JAAS line. */
public final class OwnPlainHandler implements AuthenticateCallbackHandler {
    private Map<String, ?> options = Map.of();

    @Override
    public void configure(Map<String, ?> configs, String mechanism, List<AppConfigurationEntry> jaas) {
        options = jaas.get(0).getOptions();
    }

    @Override
    public void handle(Callback[] callbacks) {
        for (Callback callback : callbacks) {
            if (callback instanceof NameCallback name) {
                name.setName((String) options.get("username"));
            } else if (callback instanceof PasswordCallback password) {
                password.setPassword(((String) options.get("password")).toCharArray());
            }
        }
    }

    @Override
    public void close() {}
}
