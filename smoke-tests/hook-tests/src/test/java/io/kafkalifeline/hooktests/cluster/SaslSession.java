package io.kafkalifeline.hooktests.cluster;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.common.message.SaslAuthenticateRequestData;
import org.apache.kafka.common.message.SaslAuthenticateResponseData;
import org.apache.kafka.common.message.SaslHandshakeResponseData;
import org.apache.kafka.common.protocol.ByteBufferAccessor;
import org.apache.kafka.common.protocol.Errors;

/**
 * The session of one connection, as Kafka's broker judges it (KIP-368): a first renewal is always taken, a later one not
 * within a second of the beginning of the one before it. Used by the connection's thread alone.
 */
final class SaslSession {
    private static final long BETWEEN_RENEWALS_NANOS = TimeUnit.SECONDS.toNanos(1);

    private String principal;
    private boolean underWay;
    private boolean renewedBefore;
    private long lastRenewalNanos;
    private boolean ends;
    private long endNanos;
    private Duration granted = Duration.ZERO;

    /** Whether a first authentication has succeeded. */
    boolean established() {
        return principal != null;
    }

    /** Whether an authentication has begun and not ended. */
    boolean underWay() {
        return underWay;
    }

    boolean hasExpired(long nowNanos) {
        return established() && ends && nowNanos - endNanos >= 0;
    }

    /** A handshake has come. False: too soon after the last. */
    boolean begin(long nowNanos) {
        if (established()) {
            if (renewedBefore && nowNanos - lastRenewalNanos < BETWEEN_RENEWALS_NANOS) {
                return false;
            }
            renewedBefore = true;
            lastRenewalNanos = nowNanos;
        }
        underWay = true;
        return true;
    }

    /** The handshake was refused: the connection stays what it was. */
    void abandon() {
        underWay = false;
    }

    /** What the broker says against these credentials, or null, and then there is a session from now on. */
    String authenticate(ByteBuffer body, short version, long nowNanos, Duration lifetime) {
        SaslAuthenticateRequestData request = new SaslAuthenticateRequestData(new ByteBufferAccessor(body), version);
        String text = new String(request.authBytes(), StandardCharsets.UTF_8);
        BearerToken bearer = BearerToken.of(text);
        String[] token = text.split("\u0000", -1);
        String user = bearer == null ? token[1] : bearer.user();
        if (bearer == null && !token[2].equals(Script.PASSWORD)) {
            return "Authentication failed: Invalid username or password";
        }
        if (principal != null && !principal.equals(user)) {
            return "Cannot change principals during re-authentication from User." + principal + ": User." + user;
        }
        principal = user;
        underWay = false;
        granted = bearer == null ? lifetime : bearer.left();
        ends = !granted.isZero();
        endNanos = nowNanos + granted.toNanos();
        return null;
    }

    /** The lifetime of the session that was granted last: what is left of a bearer token. */
    Duration granted() {
        return granted;
    }

    static ByteBuffer agreed(short version) {
        return Wire.bytes(new SaslHandshakeResponseData().setMechanisms(List.of("PLAIN")), version);
    }

    /** As a broker answers a handshake that it refuses: without the names of any mechanisms. */
    static ByteBuffer notAgreed(Errors error, short version) {
        return Wire.bytes(new SaslHandshakeResponseData().setErrorCode(error.code()), version);
    }

    static ByteBuffer granted(Duration lifetime, short version) {
        return Wire.bytes(new SaslAuthenticateResponseData().setSessionLifetimeMs(lifetime.toMillis()), version);
    }

    static ByteBuffer refused(Errors error, String words, short version) {
        return Wire.bytes(
                new SaslAuthenticateResponseData().setErrorCode(error.code()).setErrorMessage(words), version);
    }
}
