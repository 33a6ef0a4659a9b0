package io.kafkalifeline.hooks.timeouts;

import io.kafkalifeline.diagnosis.Reminder;
import io.kafkalifeline.hooks.kafka.NetworkClientMembers;
import io.kafkalifeline.hooks.link.Client;
import io.kafkalifeline.hooks.link.Slot;
import org.apache.kafka.clients.NetworkClient;
import org.apache.kafka.clients.admin.internals.AdminMetadataManager.AdminMetadataUpdater;
import org.slf4j.Logger;

/**
 * Lets a client that never throws speak up, through its own logger with its own prefix. A consumer polls empty for
 * ever, and so do those of Streams and Connect; a producer may be told to wait for ever, as by Connect, and nobody has
 * to look at its futures. An admin client's callers are bound to see its timeouts.
 */
public final class Reminders {
    private static final Slot<Client, Reminders> SLOT = new Slot<>();

    /** Decides what is said; null for an admin client. */
    private final Reminder reminder;

    private Reminders(Reminder reminder) {
        this.reminder = reminder;
    }

    /** The client polls. Network thread only. */
    public static void polled(NetworkClient networkClient, Client client) {
        client.memory().thread().drives();
        Reminder reminder = of(networkClient, client).reminder;
        if (reminder != null && !reminder.silent()) {
            Logger log = NetworkClientMembers.log(networkClient);
            reminder.look(
                    warning -> log.warn("The client keeps trying without success: {}", warning),
                    recovery -> log.info("All is well again: {}", recovery));
        }
    }

    private static Reminders of(NetworkClient networkClient, Client client) {
        Reminders reminders = SLOT.get(client);
        if (reminders == null) {
            boolean alwaysThrows = NetworkClientMembers.metadataUpdater(networkClient) instanceof AdminMetadataUpdater;
            reminders = new Reminders(alwaysThrows ? null : new Reminder(client.memory(), System::nanoTime));
            SLOT.set(client, reminders);
        }
        return reminders;
    }
}
