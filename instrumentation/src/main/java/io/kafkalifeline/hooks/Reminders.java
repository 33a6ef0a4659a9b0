package io.kafkalifeline.hooks;

import io.kafkalifeline.diagnosis.Reminder;
import org.apache.kafka.clients.NetworkClient;
import org.slf4j.Logger;

/** Lets a client that never throws speak up, through its own logger with its own prefix. */
final class Reminders {
    private static final PrivateField LOG = PrivateField.of(NetworkClient.class, "log");

    private Reminders() {}

    static void say(NetworkClient networkClient, Reminder reminder) {
        Logger log = (Logger) LOG.get(networkClient);
        reminder.look(
                warning -> log.warn("The client keeps trying without success: {}", warning),
                recovery -> log.info("All is well again: {}", recovery));
    }
}
