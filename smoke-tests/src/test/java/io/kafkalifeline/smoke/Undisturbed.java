package io.kafkalifeline.smoke;

import io.kafkalifeline.smoke.broker.KafkaBroker;
import io.kafkalifeline.smoke.msk.KafkaCluster;
import io.kafkalifeline.smoke.process.ChildProcess;
import io.kafkalifeline.smoke.process.JavaCommand;
import io.kafkalifeline.smoke.process.Pauses;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;

/**
 * Plays what lives on sessions of about a second. Where the machine keeps a broker or a client from running for longer
 * than the agent has in hand, sessions end whatever anybody does: such a pause is measured, and what it has spoiled is
 * played again.
 */
final class Undisturbed {
    private static final int ATTEMPTS = 5;

    private Undisturbed() {}

    /** What is played. */
    interface Play {
        /** False where sessions ended, while everything else was as it must be in any case. */
        boolean lives(Attempt attempt) throws Exception;
    }

    /** One attempt, which starts its applications by {@link #start}; its text is its number. */
    static final class Attempt {
        private final int number;
        private final List<ChildProcess> applications = new ArrayList<>();

        private Attempt(int number) {
            this.number = number;
        }

        ChildProcess start(JavaCommand command) {
            ChildProcess application = Application.start(command);
            applications.add(application);
            return application;
        }

        private Duration longestPause() {
            return applications.stream()
                    .map(Pauses::told)
                    .max(Comparator.naturalOrder())
                    .orElse(Duration.ZERO);
        }

        @Override
        public String toString() {
            return Integer.toString(number);
        }
    }

    private interface Brokers {
        /** Since the last time this was asked. */
        Duration longestPause();
    }

    static void play(KafkaBroker broker, Play play) throws Exception {
        play(broker::longestPause, play);
    }

    static void play(KafkaCluster cluster, Play play) throws Exception {
        play(() -> Duration.ofMillis(cluster.hiccupMs()), play);
    }

    /** Fails where sessions ended though nothing paused, or the machine paused in each of the attempts. */
    private static void play(Brokers brokers, Play play) throws Exception {
        for (int number = 1; number <= ATTEMPTS; number++) {
            Attempt attempt = new Attempt(number);
            brokers.longestPause();
            Duration pause;
            try (Pauses own = Pauses.measured()) {
                if (play.lives(attempt)) {
                    return;
                }
                pause = Collections.max(List.of(own.longest(), brokers.longestPause(), attempt.longestPause()));
            }
            if (pause.compareTo(Pauses.ENDS_SESSIONS) <= 0) {
                throw new AssertionError("sessions ended in attempt " + attempt + ", though the longest pause was "
                        + pause.toMillis() + " ms");
            }
            System.out.println("played again: sessions ended, and there was a pause of " + pause.toMillis() + " ms");
        }
        throw new AssertionError("the machine paused too long in each of " + ATTEMPTS + " attempts");
    }
}
