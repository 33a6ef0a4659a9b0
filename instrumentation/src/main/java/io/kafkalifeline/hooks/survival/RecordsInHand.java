package io.kafkalifeline.hooks.survival;

import io.kafkalifeline.hooks.kafka.ClassicConsumerMembers;
import io.kafkalifeline.hooks.kafka.WeakIdentityMap;
import org.apache.kafka.common.errors.AuthenticationException;

/**
 * A classic consumer has records in hand, and asks for the next ones before it returns them. Where one of the nodes
 * refuses the credentials, that throws, and the records of all other nodes are lost: the consumer's position is behind
 * them already. Kafka's own comment at that place forbids it. So the records are returned, and the next {@code poll}
 * tells of the refusal. The thread that polls.
 */
public final class RecordsInHand {
    /** What consumers, by their {@code Fetcher}, have still to be told. */
    private static final WeakIdentityMap<AuthenticationException> UNTOLD = new WeakIdentityMap<>();
    /** Spares those who have never been refused the look into the map. */
    private static volatile boolean everUntold;

    private RecordsInHand() {}

    /** Returns what is to be thrown instead, which is nothing, in an array; null where nothing is in hand. */
    public static Object[] instead(Object fetcher, Throwable thrown) {
        if (!(thrown instanceof AuthenticationException) || ClassicConsumerMembers.asksForFirstRecords()) {
            return null;
        }
        UNTOLD.put(fetcher, (AuthenticationException) thrown);
        everUntold = true;
        return new Object[] {null};
    }

    /** Returns what was not thrown while there were records in hand, once; else null. */
    public static Object takeUntold(Object fetcher) {
        Object untold = everUntold ? UNTOLD.get(fetcher) : null;
        if (untold != null) {
            UNTOLD.remove(fetcher);
        }
        return untold;
    }
}
