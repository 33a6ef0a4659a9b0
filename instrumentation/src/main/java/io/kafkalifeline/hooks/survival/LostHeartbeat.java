package io.kafkalifeline.hooks.survival;

import org.apache.kafka.common.errors.AuthenticationException;
import org.apache.kafka.common.errors.NetworkException;

/**
 * A heartbeat that could not be sent because the coordinator refuses the credentials. To a KIP-848, share or Streams
 * member that is the end for ever: it lets go of its partitions, and {@code poll} returns nothing and throws nothing
 * from then on. The application hears of the refusal by the metadata in any case, so the member takes it for trouble
 * that passes and sends the next one after its backoff (R19: nobody dies of a refusal that ends). It is no disconnect:
 * that would make it forget its coordinator, and a commit, which is told of the refusal by the coordinator alone, would
 * wait for another one until it times out. Consumer's network thread.
 */
public final class LostHeartbeat {
    private LostHeartbeat() {}

    /** Returns what the member is to hear instead of that failure; null where it is to hear what happened. */
    public static Object of(Throwable failure) {
        return failure instanceof AuthenticationException ? new NetworkException(failure) : null;
    }
}
