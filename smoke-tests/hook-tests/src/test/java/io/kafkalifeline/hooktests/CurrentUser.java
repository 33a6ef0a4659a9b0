package io.kafkalifeline.hooktests;

import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import javax.security.auth.callback.Callback;
import javax.security.auth.callback.NameCallback;
import javax.security.auth.callback.PasswordCallback;
import javax.security.auth.callback.UnsupportedCallbackException;
import javax.security.auth.login.AppConfigurationEntry;
import org.apache.kafka.common.security.auth.AuthenticateCallbackHandler;

/** Logs in as whoever is the user now. Made by Kafka. */
public final class CurrentUser implements AuthenticateCallbackHandler {
    /** The client's setting that holds a {@link Supplier} of the name. */
    static final String SETTING = "current.user";

    /** The client's setting that holds the password. */
    static final String PASSWORD_SETTING = "current.password";

    private Supplier<?> user;
    private String currentPassword;

    @Override
    public void configure(Map<String, ?> settings, String mechanism, List<AppConfigurationEntry> jaas) {
        user = (Supplier<?>) settings.get(SETTING);
        currentPassword = (String) settings.get(PASSWORD_SETTING);
    }

    @Override
    public void handle(Callback[] callbacks) throws IOException, UnsupportedCallbackException {
        for (Callback callback : callbacks) {
            if (callback instanceof NameCallback name) {
                name.setName((String) user.get());
            } else if (callback instanceof PasswordCallback password) {
                password.setPassword(currentPassword.toCharArray());
            } else {
                throw new UnsupportedCallbackException(callback);
            }
        }
    }

    @Override
    public void close() {
        // holds nothing
    }
}
