package io.kafkalifeline.smoke;

import static org.assertj.core.api.Assertions.assertThat;

import io.kafkalifeline.smoke.broker.Logins;
import io.kafkalifeline.smoke.child.ConnectOnce;
import io.kafkalifeline.smoke.otlp.OtlpReceiver;
import io.kafkalifeline.smoke.process.ChildProcess;
import io.kafkalifeline.smoke.secrets.SecretScan;
import io.kafkalifeline.smoke.secrets.Secrets;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Properties;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;

/**
 * The last of all: nothing that any application of this run printed, exported or recorded tells a secret. Brokers'
 * logs are theirs, and properties files are what applications are given.
 */
@Order(Integer.MAX_VALUE)
class SecretScanIT {
    private static final String REFUSED_SECRET = "wr0ng-Secret-79";

    /** So that there is something to scan even where this runs alone. */
    @BeforeAll
    static void useASecret() throws Exception {
        Secrets.note(REFUSED_SECRET);
        Properties client = SharedBroker.get().clientProperties("SASL_SSL_PLAIN");
        client.setProperty("client.id", "secretive");
        client.setProperty("sasl.jaas.config", Logins.client("PLAIN", REFUSED_SECRET));
        try (OtlpReceiver collector = OtlpReceiver.start();
                ChildProcess application = Application.start(Application.attached("secretive", "4.4.0")
                        .property("org.slf4j.simpleLogger.defaultLogLevel", "info")
                        .env(Application.exportTo(collector))
                        .main(
                                ConnectOnce.class.getName(),
                                "one-by-one",
                                SharedBroker.TOPIC,
                                Workspace.clientFile("secretive", client).toString()))) {
            assertThat(application.awaitExit(Duration.ofMinutes(1))).isZero();
            assertThat(application.lines(line -> line.startsWith("told ")))
                    .singleElement()
                    .asString()
                    .contains("SaslAuthenticationException");
        }
    }

    @Test
    void noneIsTold() throws IOException {
        List<Path> files = observed();
        assertThat(files)
                .anyMatch(file -> file.getFileName().toString().startsWith("spans-"))
                .anyMatch(file -> file.endsWith("logs/secretive.log"));
        SecretScan scan = new SecretScan(Secrets.all());
        List<SecretScan.Finding> found = new ArrayList<>();
        for (Path file : files) {
            found.addAll(scan.in(file));
        }
        assertThat(found).isEmpty();
    }

    /** The same scan, with one span's text in which the password stands after all. */
    @Test
    void onePlantedIsFound() throws IOException {
        Path spans = observed().stream()
                .filter(file -> file.getFileName().toString().startsWith("spans-"))
                .findFirst()
                .orElseThrow();
        Path planted = Files.writeString(
                Workspace.directory("planted").resolve("spans.txt"),
                Files.readString(spans) + "OtlpSpan[error=refused " + REFUSED_SECRET + "]\n");
        assertThat(new SecretScan(Secrets.all()).in(planted)).isNotEmpty();
    }

    private static List<Path> observed() throws IOException {
        List<Path> files = new ArrayList<>();
        for (String directory : List.of("logs", "scenarios", "observed")) {
            try (Stream<Path> all = Files.walk(Workspace.directory(directory))) {
                all.filter(SecretScanIT::isOurs).forEach(files::add);
            }
        }
        return files;
    }

    private static boolean isOurs(Path file) {
        String name = file.getFileName().toString();
        return (name.endsWith(".log") || name.endsWith(".txt"))
                && !name.startsWith("broker")
                && !name.startsWith("kdc");
    }
}
