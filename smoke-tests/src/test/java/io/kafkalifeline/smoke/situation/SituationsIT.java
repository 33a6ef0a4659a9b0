package io.kafkalifeline.smoke.situation;

import static org.assertj.core.api.Assertions.assertThat;

import io.kafkalifeline.smoke.Workspace;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Clients get into all kinds of trouble, and say what it is. The same list is the table in {@code timeouts.md}; {@code
 * -Dsituations=write} writes it there anew.
 */
@Tag("complete")
class SituationsIT {
    private static final Path DOCUMENT = Path.of("../agent/docs/timeouts.md");
    private static final String BEGIN = "<!-- situations: made by SituationsIT -->\n";
    private static final String END = "<!-- situations: end -->\n";
    /** A JVM opens some hundred files for itself. */
    private static final List<String> FEW_FILES = List.of("sh", "-c", "ulimit -n 400 && exec \"$@\"", "sh");

    private static final List<SituationRun> RUNS = new ArrayList<>();
    private static SituationStage stage;

    @BeforeAll
    static void play() throws IOException {
        stage = SituationStage.set();
        Path hosts = Workspace.directory("hosts").resolve("situations");
        List<String> names =
                List.of("127.0.0.1 localhost", "127.0.0.1 " + LaterSituations.TWO, "127.0.0.2 " + LaterSituations.TWO);
        Files.write(hosts, names);
        Files.writeString(hosts, Files.readString(hosts) + "127.0.0.1 " + LaterSituations.NAME + "\n");

        SituationRun first = run("first", List.of(), firstAttempts(), "-Xmx1500m");
        SituationRun heap = run("heap", List.of(), ProcessSituations.ofASmallHeap(stage), "-Xmx100m");
        SituationRun files = run("files", FEW_FILES, List.of(ProcessSituations.noMoreFiles(stage)), "-Xmx256m");
        SituationRun limited = run(
                "limited",
                List.of(),
                Stream.concat(
                                LaterSituations.ofNewConnections(stage).stream(),
                                ProcessSituations.ofTheThread(stage).stream())
                        .toList(),
                "-Xmx256m",
                "-Djdk.net.hosts.file=" + hosts,
                "-Dsun.net.inetaddr.ttl=0");
        SituationRun hanging = run("hanging", List.of(), LaterSituations.ofAHangingBroker(stage), "-Xmx256m");
        SituationRun gone = run("gone", List.of(), LaterSituations.ofADeadBroker(stage), "-Xmx256m");
        RUNS.forEach(SituationRun::awaitWorking);
        // While nobody is let in, no file that a connection gives back is used for the next one.
        stage.refuse();
        files.broken();
        files.awaitCauses();
        stage.accept();
        first.awaitCauses();
        heap.awaitCauses();

        stage.allowNoMoreConnections();
        Files.write(hosts, names);
        limited.broken();
        stage.cut();
        limited.awaitCauses();
        stage.broker().freeze();
        hanging.broken();
        stage.cut();
        hanging.awaitCauses();
        stage.broker().kill();
        gone.broken();
        gone.awaitCauses();
    }

    private static List<Situation> firstAttempts() {
        List<Situation> all = new ArrayList<>(TlsSituations.on(stage));
        all.addAll(PortSituations.on(stage));
        all.addAll(CredentialSituations.on(stage));
        return all;
    }

    private static SituationRun run(String name, List<String> under, List<Situation> situations, String... jvm) {
        SituationRun run = SituationRun.start(SituationRun.command(name).jvm(jvm), under, situations);
        RUNS.add(run);
        return run;
    }

    @AfterAll
    static void end() {
        RUNS.forEach(SituationRun::close);
        if (stage != null) {
            stage.close();
        }
    }

    static Stream<Arguments> situations() {
        return RUNS.stream()
                .flatMap(run ->
                        run.situations().stream().map(situation -> Arguments.of(situation.id(), run, situation)));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("situations")
    void theApplicationGetsWhatIsWrong(String id, SituationRun run, Situation situation) {
        List<String> outcomes = run.outcomes(situation);
        if (situation.isTold()) {
            assertThat(outcomes).as("what stock reports well").anyMatch(situation::isToldIn);
        }
        if (situation.isLeftToKafka()) {
            assertThat(outcomes).noneMatch(SituationRun::isExplained);
        } else {
            assertThat(run.causes(situation))
                    .isNotEmpty()
                    .allSatisfy(cause -> assertThat(situation.missingIn(cause))
                            .as("missing in %s", cause)
                            .isEmpty());
        }
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("situations")
    void theEventsNameThePhaseAndHowItEnds(String id, SituationRun run, Situation situation) {
        if (situation.ends() != null) {
            assertThat(run.failedAttempts(situation)).isNotEmpty().anySatisfy(attempt -> {
                assertThat(attempt).contains("\"outcome\":\"" + situation.ends() + "\"");
                if (situation.phase() != null) {
                    assertThat(attempt)
                            .containsPattern(
                                    "\"phase\":\"" + situation.phase() + "\",\"duration_ms\":[0-9.]+,\"error_type\":");
                }
            });
        }
    }

    @Test
    void theDocumentHasAllOfThem() throws IOException {
        StringBuilder table = new StringBuilder(Situation.head());
        RUNS.forEach(run -> run.situations().forEach(situation -> table.append(situation.row())));
        String text = Files.readString(DOCUMENT);
        int begin = text.indexOf(BEGIN) + BEGIN.length();
        int end = text.indexOf(END);
        if ("write".equals(System.getProperty("situations"))) {
            Files.writeString(DOCUMENT, text.substring(0, begin) + table + text.substring(end));
        } else {
            assertThat(text.substring(begin, end)).isEqualTo(table.toString());
        }
    }
}
