package io.kafkalifeline.smoke.msk;

import java.util.UUID;
import javax.security.sasl.SaslException;
import javax.security.sasl.SaslServer;
import org.apache.kafka.common.errors.SaslAuthenticationException;
import org.apache.kafka.common.security.authenticator.SaslInternalConfigs;

/** A mechanism's own server that does what the {@link Script} says once the client has proved who it is. */
final class ScriptedServer implements SaslServer {
    private final SaslServer mechanism;
    private final boolean again;
    private Long endMs;
    private String principalSuffix = "";

    /** @param again whether this is a re-authentication */
    ScriptedServer(SaslServer mechanism, boolean again) {
        this.mechanism = mechanism;
        this.again = again;
    }

    @Override
    public byte[] evaluateResponse(byte[] response) throws SaslException {
        byte[] answer = mechanism.evaluateResponse(response);
        if (mechanism.isComplete()) {
            decide(Script.current());
        }
        return answer;
    }

    private void decide(Script script) {
        pause(script.slowMs(again));
        if (script.drops(again)) {
            Tally.count(Tally.What.DROPPED);
            // Anything but a SASL failure makes the broker close the connection without an answer.
            throw new IllegalStateException("the script closes this connection");
        }
        if (script.hangs(again)) {
            Tally.count(Tally.What.HUNG);
            NetworkThreads.silence(this);
        }
        String refusal = script.refusal(again);
        long nowMs = System.currentTimeMillis();
        Credentials credentials = credentials();
        endMs = Lifetimes.end(script, credentials, nowMs);
        if (credentials != null && credentials.serial() < script.since()) {
            refusal = "Access denied";
        }
        if (refusal == null && endMs != null && endMs - nowMs < script.minimumMs()) {
            refusal = "Session too short";
        }
        if (refusal != null) {
            Tally.count(again ? Tally.What.REFUSED_AGAIN : Tally.What.REFUSED_FIRST);
            throw new SaslAuthenticationException("[" + UUID.randomUUID() + "]: " + refusal);
        }
        principalSuffix = script.principalSuffix();
        Tally.count(again ? Tally.What.AGAIN : Tally.What.FIRST);
    }

    private Credentials credentials() {
        return mechanism instanceof AwsMskIamServer iam ? iam.credentials() : null;
    }

    private static void pause(long ms) {
        try {
            Thread.sleep(ms);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public Object getNegotiatedProperty(String name) {
        if (name.equals(SaslInternalConfigs.CREDENTIAL_LIFETIME_MS_SASL_NEGOTIATED_PROPERTY_KEY)) {
            return endMs;
        }
        return mechanism.getNegotiatedProperty(name);
    }

    @Override
    public String getAuthorizationID() {
        return mechanism.getAuthorizationID() + principalSuffix;
    }

    @Override
    public String getMechanismName() {
        return mechanism.getMechanismName();
    }

    @Override
    public boolean isComplete() {
        return mechanism.isComplete();
    }

    @Override
    public byte[] unwrap(byte[] incoming, int offset, int length) throws SaslException {
        return mechanism.unwrap(incoming, offset, length);
    }

    @Override
    public byte[] wrap(byte[] outgoing, int offset, int length) throws SaslException {
        return mechanism.wrap(outgoing, offset, length);
    }

    @Override
    public void dispose() throws SaslException {
        mechanism.dispose();
    }
}
