package io.kafkalifeline.hooks.renewal;

import java.util.function.Supplier;
import org.apache.kafka.common.network.Authenticator;
import org.apache.kafka.common.utils.Utils;

/**
 * Stands in for the supplier that a channel asks for its authenticators, and hands over one that was prepared ahead of
 * time (R9: the token comes before the handshake, from another thread). Only {@link #make} is called on a thread of
 * ours.
 */
public final class AuthenticatorSupplier implements Supplier<Authenticator> {
    private final Supplier<Authenticator> kafkas;
    private Authenticator prepared;
    /** The first token of {@link #prepared}, or of the one handed over; kept until it is asked for. */
    private byte[] token;

    private Authenticator handedOver;

    /** @param kafkas the supplier that the channel would ask without the agent */
    public AuthenticatorSupplier(Supplier<Authenticator> kafkas) {
        this.kafkas = kafkas;
    }

    Authenticator make() {
        return kafkas.get();
    }

    void offer(Authenticator authenticator, byte[] itsToken) {
        discard();
        prepared = authenticator;
        token = itsToken;
    }

    @Override
    public Authenticator get() {
        if (prepared == null) {
            return kafkas.get();
        }
        handedOver = prepared;
        prepared = null;
        return handedOver;
    }

    /** Whether a token was computed for this authenticator, and is not forgotten yet. */
    boolean hasToken(Object authenticator) {
        return token != null && handedOver == authenticator;
    }

    /** Returns the token that was computed for this authenticator, and forgets it; null where there is none. */
    byte[] token(Object authenticator) {
        if (handedOver == null || handedOver != authenticator) {
            return null;
        }
        byte[] first = token;
        handedOver = null;
        token = null;
        return first;
    }

    boolean hasPrepared() {
        return prepared != null;
    }

    void discard() {
        if (prepared != null) {
            Utils.closeQuietly(prepared, "prepared authenticator");
            prepared = null;
            token = null;
        }
    }
}
