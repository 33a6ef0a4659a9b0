package io.kafkalifeline.api;

import java.util.List;

/** What has happened to one connection to a broker. Immutable; holds no secret. */
public final class BrokerInitEvent {
    /** What an event tells of. */
    public enum Kind {
        /** DNS and TCP. */
        CONNECT,
        /** Everything until the first ordinary request can be sent. */
        INITIALISATION,
        /** The renewal of a session. */
        REAUTHENTICATION
    }

    /** Makes an event. What is not set is null, 0 or empty. */
    public static final class Builder {
        private final Kind kind;
        private String clientId;
        private String host;
        private int port;
        private String nodeId;
        private String address;
        private int addressNumber;
        private int addressCount;
        private String securityProtocol;
        private String mechanism;
        private int attempt;
        private String trigger;
        private long sessionLifetimeMs;
        private long holdNanos;
        private long beganEpochMs;
        private long durationNanos;
        private String outcome;
        private String errorType;
        private String error;
        private List<BrokerInitPhase> phases = List.of();

        /** Begins an event of that kind. */
        public Builder(Kind kind) {
            this.kind = kind;
        }

        /** The client's id, security protocol and SASL mechanism; each may be null. */
        public Builder client(String newClientId, String newSecurityProtocol, String newMechanism) {
            clientId = newClientId;
            securityProtocol = newSecurityProtocol;
            mechanism = newMechanism;
            return this;
        }

        /** The broker as the client knows it. */
        public Builder broker(String newHost, int newPort, String newNodeId) {
            host = newHost;
            port = newPort;
            nodeId = newNodeId;
            return this;
        }

        /** The address that was dialled, which of the name's addresses it is, and how many the name has. */
        public Builder address(String newAddress, int newNumber, int newCount) {
            address = newAddress;
            addressNumber = newNumber;
            addressCount = newCount;
            return this;
        }

        /** See {@link BrokerInitEvent#attempt()}. */
        public Builder attempt(int newAttempt) {
            attempt = newAttempt;
            return this;
        }

        /** For a re-authentication: its trigger, the old session's lifetime in ms and the hold in ns. */
        public Builder session(String newTrigger, long newSessionLifetimeMs, long newHoldNanos) {
            trigger = newTrigger;
            sessionLifetimeMs = newSessionLifetimeMs;
            holdNanos = newHoldNanos;
            return this;
        }

        /** When it began, in ms since the epoch, and how long it took, in ns. */
        public Builder time(long newBeganEpochMs, long newDurationNanos) {
            beganEpochMs = newBeganEpochMs;
            durationNanos = newDurationNanos;
            return this;
        }

        /** See {@link BrokerInitEvent#outcome()}. */
        public Builder outcome(String newOutcome) {
            outcome = newOutcome;
            return this;
        }

        /** Why it failed; both may be null. */
        public Builder failure(String newErrorType, String newError) {
            errorType = newErrorType;
            error = newError;
            return this;
        }

        /** The phases in their order; they are copied. */
        public Builder phases(List<BrokerInitPhase> newPhases) {
            phases = List.copyOf(newPhases);
            return this;
        }

        /** Makes the event; do not change this builder afterwards. */
        public BrokerInitEvent build() {
            return new BrokerInitEvent(this);
        }
    }

    private final Builder values;

    private BrokerInitEvent(Builder values) {
        this.values = values;
    }

    /** What this event tells of. Never null. */
    public Kind kind() {
        return values.kind;
    }

    /** The {@code client.id}. */
    public String clientId() {
        return values.clientId;
    }

    /** The broker's name, as the client knows it. */
    public String host() {
        return values.host;
    }

    /** The broker's port. */
    public int port() {
        return values.port;
    }

    /** Kafka's id for the connection; negative for bootstrap servers. */
    public String nodeId() {
        return values.nodeId;
    }

    /** The address that was dialled, IPv6 in its short form; null where none was. */
    public String address() {
        return values.address;
    }

    /** Which of the name's addresses was dialled, from 1; 0 where that is not known. */
    public int addressNumber() {
        return values.addressNumber;
    }

    /** How many addresses the name has; 0 where that is not known. */
    public int addressCount() {
        return values.addressCount;
    }

    /** The client's security protocol, such as {@code SASL_SSL}; null where it is not known. */
    public String securityProtocol() {
        return values.securityProtocol;
    }

    /** The SASL mechanism; null where none was negotiated. */
    public String mechanism() {
        return values.mechanism;
    }

    /**
     * One more than the attempts in a row that have failed since this broker was last ready; 0 for a re-authentication.
     */
    public int attempt() {
        return values.attempt;
    }

    /** What made a re-authentication begin: {@code due}, {@code idle} or {@code hold}; else null. */
    public String trigger() {
        return values.trigger;
    }

    /** The lifetime of the session that a re-authentication was to renew, in ms as the broker granted it; else 0. */
    public long sessionLifetimeMs() {
        return values.sessionLifetimeMs;
    }

    /** How long, in ns, requests were held because the session could not carry them; 0 where none were. */
    public long holdNanos() {
        return values.holdNanos;
    }

    /** When it began, in ms since the epoch. */
    public long beganEpochMs() {
        return values.beganEpochMs;
    }

    /** How long it took, in ns. */
    public long durationNanos() {
        return values.durationNanos;
    }

    /**
     * {@code connected} or {@code failed} for a dial; {@code ready}, {@code will_retry} or {@code failed} for an
     * initialisation; {@code renewed}, {@code reconnected}, {@code failed} or {@code abandoned} (the client closed the
     * connection meanwhile) for a re-authentication.
     */
    public String outcome() {
        return values.outcome;
    }

    /** The name of Kafka's error, {@code connection_refused}, …, or an exception's class; null where nothing failed. */
    public String errorType() {
        return values.errorType;
    }

    /** What happened, in words without secrets; null where nothing failed. */
    public String error() {
        return values.error;
    }

    /** The phases that were begun, in their order; unmodifiable. */
    public List<BrokerInitPhase> phases() {
        return values.phases;
    }
}
