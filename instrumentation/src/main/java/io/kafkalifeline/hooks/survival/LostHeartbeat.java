package io.kafkalifeline.hooks.survival;

import org.apache.kafka.common.errors.AuthenticationException;
import org.apache.kafka.common.errors.DisconnectException;

/**
 * A heartbeat that could not be sent because the coordinator refuses the credentials. To a KIP-848, share or Streams
 * member that is the end for ever: it lets go of its partitions, and {@code poll} returns nothing and throws nothing
 * from then on. The application hears of the refusal by the metadata in any case, so the member takes it for a lost
 * connection and looks for its coordinator again (R19: nobody dies of a refusal that ends). Consumer's network thread.
 */
public final class LostHeartbeat {
    private LostHeartbeat() {}

    /** Returns what the member is to hear instead of that failure; null where it is to hear what happened. */
    public static Object of(Throwable failure) {
        return failure instanceof AuthenticationException ? DisconnectException.INSTANCE : null;
    }
}
