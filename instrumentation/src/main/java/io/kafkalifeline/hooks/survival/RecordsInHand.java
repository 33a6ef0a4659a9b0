package io.kafkalifeline.hooks.survival;

import io.kafkalifeline.hooks.kafka.ClassicConsumerMembers;
import org.apache.kafka.common.errors.AuthenticationException;

/**
 * A classic consumer has records in hand, and asks for the next ones before it returns them. Where one of the nodes
 * refuses the credentials, that throws, and the records of all other nodes are lost: the consumer's position is behind
 * them already. Kafka's own comment at that place forbids it. The application hears of the refusal by the next
 * {@code poll} and by the metadata. The thread that polls.
 */
public final class RecordsInHand {
    private RecordsInHand() {}

    /** Returns what is to be thrown instead, which is nothing, in an array; null where nothing is in hand. */
    public static Object[] instead(Throwable thrown) {
        return thrown instanceof AuthenticationException && !ClassicConsumerMembers.asksForFirstRecords()
                ? new Object[] {null}
                : null;
    }
}
