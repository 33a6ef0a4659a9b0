package io.kafkalifeline.smoke;

import static org.assertj.core.api.Assertions.assertThat;

import io.kafkalifeline.smoke.broker.FaultyPort;
import io.kafkalifeline.smoke.child.timeouts.ManyFailures;
import io.kafkalifeline.smoke.process.ChildProcess;
import java.time.Duration;
import java.util.List;
import java.util.Properties;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** What the agent remembers of failures is bounded, and goes with the client. */
@Tag("complete")
class DiagnosisMemoryIT {
    private static final int FAILURES = 10_000;
    private static final int CLIENTS = 50;

    @Test
    void tenThousandFailuresAreOneRecordAndClosedClientsAreForgotten() throws Exception {
        Properties client = new Properties();
        client.setProperty("bootstrap.servers", "localhost:" + FaultyPort.refusing());
        client.setProperty("reconnect.backoff.ms", "0");
        client.setProperty("reconnect.backoff.max.ms", "0");
        client.setProperty("retry.backoff.ms", "1");
        client.setProperty("retry.backoff.max.ms", "1");
        client.setProperty("max.block.ms", "2000");
        try (ChildProcess application = Application.start(Application.attached("many-failures", "4.3.1")
                .main(
                        ManyFailures.class.getName(),
                        Integer.toString(FAILURES),
                        Integer.toString(CLIENTS),
                        SharedBroker.TOPIC,
                        Workspace.clientFile("many-failures", client).toString()))) {
            assertThat(application.awaitExit(Duration.ofMinutes(2))).isZero();

            List<String> failed = application.lines(line -> line.startsWith("objects failed "));
            assertThat(failed)
                    .contains(
                            "objects failed io.kafkalifeline.diagnosis.BrokerMemory 1",
                            "objects failed io.kafkalifeline.diagnosis.Trouble 1");
            assertThat(failed)
                    .filteredOn(line -> line.contains("Initialisation ") || line.contains("InitRecorder "))
                    .allSatisfy(line -> assertThat(count(line)).isLessThan(10));
            assertThat(memories(application, "open")).isBetween((long) CLIENTS, CLIENTS + 1L);
            assertThat(memories(application, "closed")).isLessThanOrEqualTo(2);
        }
    }

    private static long memories(ChildProcess application, String when) {
        return application
                .lines(line -> line.startsWith("objects " + when + " io.kafkalifeline.diagnosis.BrokerMemory "))
                .stream()
                .mapToLong(DiagnosisMemoryIT::count)
                .sum();
    }

    private static long count(String line) {
        return Long.parseLong(line.substring(line.lastIndexOf(' ') + 1));
    }
}
