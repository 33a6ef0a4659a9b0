package io.kafkalifeline.smoke;

import io.kafkalifeline.smoke.broker.KafkaBroker;
import io.kafkalifeline.smoke.broker.Listener;

/** One broker for all tests that do not break it: every security protocol, and sessions of several lengths. */
final class SharedBroker {
    /** A listener of every security protocol, without expiry. */
    static final Listener[] SECURITY = {
        Listener.plaintext("PLAINTEXT"),
        Listener.ssl("SSL"),
        Listener.saslPlaintext("SASL_PLAINTEXT_PLAIN", "PLAIN"),
        Listener.saslPlaintext("SASL_PLAINTEXT_SCRAM", "SCRAM-SHA-512"),
        Listener.saslPlaintext("SASL_PLAINTEXT_OAUTH", "OAUTHBEARER"),
        Listener.saslSsl("SASL_SSL_PLAIN", "PLAIN"),
        Listener.saslSsl("SASL_SSL_SCRAM", "SCRAM-SHA-512"),
        Listener.saslSsl("SASL_SSL_SCRAM_256", "SCRAM-SHA-256"),
        Listener.saslSsl("SASL_SSL_OAUTH", "OAUTHBEARER"),
    };

    /** Sessions of 936 ms, as MSK was seen to hand out. */
    static final Listener[] SHORT_SESSIONS = {
        Listener.saslPlaintext("SHORT_PLAIN", "PLAIN").maxReauthMs(936),
        Listener.saslSsl("SHORT_SCRAM", "SCRAM-SHA-512").maxReauthMs(936),
        Listener.saslSsl("SHORT_OAUTH", "OAUTHBEARER").maxReauthMs(936),
    };

    /** Long enough for the stock client, short enough for a test. */
    static final Listener THREE_SECONDS =
            Listener.saslPlaintext("THREE_SECONDS", "PLAIN").maxReauthMs(3_000);

    /** Sends its clients on to a host that does not exist (RFC 6761). */
    static final Listener LOST = Listener.plaintext("LOST").advertised("broker.invalid");

    /** Too short for a slow network. */
    static final Listener TINY_SESSIONS =
            Listener.saslPlaintext("TINY_SESSIONS", "PLAIN").maxReauthMs(20);

    static final String TOPIC = "smoke";

    private static KafkaBroker broker;

    private SharedBroker() {}

    static synchronized KafkaBroker get() {
        if (broker == null) {
            Listener[] all = new Listener[SECURITY.length + SHORT_SESSIONS.length + 3];
            System.arraycopy(SECURITY, 0, all, 0, SECURITY.length);
            System.arraycopy(SHORT_SESSIONS, 0, all, SECURITY.length, SHORT_SESSIONS.length);
            all[all.length - 3] = TINY_SESSIONS;
            all[all.length - 2] = THREE_SECONDS;
            all[all.length - 1] = LOST;
            broker = KafkaBroker.start("shared", all);
            broker.createTopic(TOPIC);
        }
        return broker;
    }
}
