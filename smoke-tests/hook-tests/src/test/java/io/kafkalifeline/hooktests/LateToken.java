package io.kafkalifeline.hooktests;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.Provider;
import java.security.Security;
import java.util.Map;
import javax.security.auth.callback.Callback;
import javax.security.auth.callback.CallbackHandler;
import javax.security.auth.callback.NameCallback;
import javax.security.auth.callback.PasswordCallback;
import javax.security.auth.callback.UnsupportedCallbackException;
import javax.security.sasl.SaslClient;
import javax.security.sasl.SaslClientFactory;
import javax.security.sasl.SaslException;

/**
 * A mechanism that calls its handler as AWS_MSK_IAM does, and goes by that name: for its first token, and neither when
 * it is made nor when the broker has answered. What it writes is PLAIN's.
 */
public final class LateToken implements SaslClient {
    static final String MECHANISM = "AWS_MSK_IAM";

    private final CallbackHandler handler;
    private boolean written;
    private boolean complete;

    private LateToken(CallbackHandler handler) {
        this.handler = handler;
    }

    /** Makes the mechanism known to this JVM. */
    static void install() {
        Security.addProvider(new LateTokens());
    }

    static void uninstall() {
        Security.removeProvider(LateTokens.NAME);
    }

    @Override
    public String getMechanismName() {
        return MECHANISM;
    }

    @Override
    public boolean hasInitialResponse() {
        return true;
    }

    @Override
    public byte[] evaluateChallenge(byte[] challenge) throws SaslException {
        if (written) {
            complete = true;
            return null;
        }
        written = true;
        NameCallback name = new NameCallback("name");
        PasswordCallback password = new PasswordCallback("password", false);
        try {
            handler.handle(new Callback[] {name, password});
        } catch (IOException | UnsupportedCallbackException e) {
            throw new SaslException("the handler has failed", e);
        }
        return ("\0" + name.getName() + "\0" + new String(password.getPassword())).getBytes(StandardCharsets.UTF_8);
    }

    @Override
    public boolean isComplete() {
        return complete;
    }

    @Override
    public byte[] unwrap(byte[] incoming, int offset, int length) {
        throw new IllegalStateException();
    }

    @Override
    public byte[] wrap(byte[] outgoing, int offset, int length) {
        throw new IllegalStateException();
    }

    @Override
    public Object getNegotiatedProperty(String name) {
        return null;
    }

    @Override
    public void dispose() {}

    /** Where the JDK finds the mechanism. */
    public static final class LateTokens extends Provider {
        static final String NAME = "LateTokens";
        private static final long serialVersionUID = 1;

        LateTokens() {
            super(NAME, "1", "a mechanism for tests");
            put("SaslClientFactory." + MECHANISM, Factory.class.getName());
        }
    }

    /** Made by the JDK. */
    public static final class Factory implements SaslClientFactory {
        @Override
        public SaslClient createSaslClient(
                String[] mechanisms,
                String authorizationId,
                String protocol,
                String serverName,
                Map<String, ?> properties,
                CallbackHandler handler) {
            return new LateToken(handler);
        }

        @Override
        public String[] getMechanismNames(Map<String, ?> properties) {
            return new String[] {MECHANISM};
        }
    }
}
