package io.kafkalifeline.smoke.broker;

import java.util.Locale;

/**
 * One listener of a broker.
 *
 * @param name names it in the broker's settings; upper case
 * @param protocol {@code PLAINTEXT}, {@code SSL}, {@code SASL_PLAINTEXT} or {@code SASL_SSL}
 * @param mechanism the one SASL mechanism it takes; null without SASL
 * @param maxReauthMs {@code connections.max.reauth.ms}; 0 means that sessions do not expire
 * @param advertised the host name that clients are sent to, perhaps with another port; they reach the listener by {@code localhost}
 */
public record Listener(String name, String protocol, String mechanism, long maxReauthMs, String advertised) {
    public static Listener plaintext(String name) {
        return new Listener(name, "PLAINTEXT", null, 0, "localhost");
    }

    public static Listener ssl(String name) {
        return new Listener(name, "SSL", null, 0, "localhost");
    }

    public static Listener saslPlaintext(String name, String mechanism) {
        return new Listener(name, "SASL_PLAINTEXT", mechanism, 0, "localhost");
    }

    public static Listener saslSsl(String name, String mechanism) {
        return new Listener(name, "SASL_SSL", mechanism, 0, "localhost");
    }

    public Listener maxReauthMs(long ms) {
        return new Listener(name, protocol, mechanism, ms, advertised);
    }

    public Listener advertised(String address) {
        return new Listener(name, protocol, mechanism, maxReauthMs, address);
    }

    boolean sasl() {
        return mechanism != null;
    }

    boolean tls() {
        return protocol.endsWith("SSL");
    }

    /** The prefix of this listener's own settings. */
    String prefix() {
        return "listener.name." + name.toLowerCase(Locale.ROOT) + ".";
    }
}
