package io.kafkalifeline.smoke.child.logins;

import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import javax.security.auth.callback.Callback;
import javax.security.auth.callback.NameCallback;
import javax.security.auth.callback.PasswordCallback;
import javax.security.auth.login.AppConfigurationEntry;
import org.apache.kafka.common.security.auth.AuthenticateCallbackHandler;

/**
 * A {@code sasl.client.callback.handler.class} for PLAIN whose exceptions tell secrets wherever one can: in the message, the
 * localized message, {@code toString}, the cause, what is suppressed. The {@code client.id} says when it fails: {@code login}
 * from the beginning, {@code renewal} some seconds after the first login, {@code close} at its end. Prints {@code failing
 * client-id} each time.
 */
public final class IndiscreetSource implements AuthenticateCallbackHandler {
    /** Begins every secret; what comes after it tells where it was. */
    public static final String SECRET = "S3cret-Rumpel";

    /** No secret, but a word that no message of Kafka's has. */
    public static final String WORD = "gingerbread";

    private static final long FIRST_NANOS = TimeUnit.SECONDS.toNanos(4);

    private Map<String, ?> options = Map.of();
    private String failing = "";
    private long begunNanos;

    @Override
    public void configure(Map<String, ?> configs, String mechanism, List<AppConfigurationEntry> jaas) {
        options = jaas.get(0).getOptions();
        failing = String.valueOf(configs.get("client.id"));
    }

    @Override
    public synchronized void handle(Callback[] callbacks) {
        if (begunNanos == 0) {
            begunNanos = System.nanoTime();
        }
        boolean late = System.nanoTime() - begunNanos > FIRST_NANOS;
        if (failing.endsWith("login") || (failing.endsWith("renewal") && late)) {
            throw failure();
        }
        for (Callback callback : callbacks) {
            if (callback instanceof NameCallback name) {
                name.setName((String) options.get("username"));
            } else if (callback instanceof PasswordCallback password) {
                password.setPassword(((String) options.get("password")).toCharArray());
            }
        }
    }

    @Override
    public void close() {
        if (failing.endsWith("close")) {
            throw failure();
        }
    }

    private RuntimeException failure() {
        System.out.println("failing " + failing);
        return new Indiscretion();
    }

    @SuppressWarnings("OverrideThrowableToString")
    private static final class Indiscretion extends RuntimeException {
        private static final long serialVersionUID = 1L;

        Indiscretion() {
            super(
                    "wrong password '" + SECRET + "-message'",
                    new IllegalStateException(
                            "vault refused the login: bind as cn=" + SECRET + "-cause,dc=corp failed with password '"
                                    + SECRET + "-innermost' in " + WORD + " house",
                            null));
            getCause().addSuppressed(new IllegalArgumentException("key " + SECRET + "-suppressed-in-cause is expired"));
            addSuppressed(new IllegalArgumentException("token " + SECRET + "-suppressed is expired"));
        }

        @Override
        public String getLocalizedMessage() {
            return getMessage() + " " + SECRET + "-localized";
        }

        @Override
        public String toString() {
            return "Indiscretion: " + SECRET + "-toString";
        }
    }
}
