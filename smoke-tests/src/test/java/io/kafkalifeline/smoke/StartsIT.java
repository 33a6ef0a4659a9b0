package io.kafkalifeline.smoke;

import static org.assertj.core.api.Assertions.assertThat;

import io.kafkalifeline.smoke.broker.KafkaBroker;
import io.kafkalifeline.smoke.child.ConnectOnce;
import io.kafkalifeline.smoke.child.LiveClients;
import io.kafkalifeline.smoke.otlp.OtlpReceiver;
import io.kafkalifeline.smoke.process.ChildProcess;
import io.kafkalifeline.smoke.process.JavaCommand;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Properties;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * However a JVM is started, the application runs as without the agent, and one line says what does not work. The table
 * in {@code safety.md} is what this has seen: {@code -Dstarts=write} writes it anew, with the JVMs that are below
 * {@code /usr/lib/jvm}.
 */
@Tag("complete")
class StartsIT {
    private static final String CLIENTS = Workspace.BROKER_VERSION;
    private static final Duration PATIENCE = Duration.ofMinutes(3);
    private static final Pattern VERSION = Pattern.compile("JAVA_VERSION=\"(\\d+)");
    private static final String BEGIN = "<!-- starts: made by StartsIT -->\n";
    private static final String END = "<!-- starts: end -->\n";
    private static final Path DOCUMENT = Path.of("../agent/docs/safety.md");
    private static final OtlpReceiver COLLECTOR = OtlpReceiver.start();
    private static final List<String> ROWS = new ArrayList<>();

    /** What becomes of the agent's jar after the start. */
    enum Fate {
        OVERWRITTEN {
            @Override
            void befall(Path jar) throws IOException {
                Files.write(jar, new byte[(int) Files.size(jar)]);
            }
        },
        TRUNCATED {
            @Override
            void befall(Path jar) throws IOException {
                Files.write(jar, new byte[0]);
            }
        },
        GONE {
            @Override
            void befall(Path jar) throws IOException {
                Files.delete(jar);
            }
        };

        abstract void befall(Path jar) throws IOException;
    }

    @AfterAll
    static void stop() throws IOException {
        COLLECTOR.close();
        if ("write".equals(System.getProperty("starts"))) {
            String text = Files.readString(DOCUMENT);
            int begin = text.indexOf(BEGIN) + BEGIN.length();
            Files.writeString(
                    DOCUMENT,
                    text.substring(0, begin)
                            + "| JVM | start | the agent | says |\n| --- | --- | --- | --- |\n"
                            + String.join("", ROWS)
                            + text.substring(text.indexOf(END)));
        }
    }

    @ParameterizedTest
    @MethodSource("jvms")
    void theApplicationRunsAsWithoutTheAgent(int release, Path home) throws Exception {
        Path own = policies(Workspace.directory("starts/" + release));
        for (Start start : Start.ALL) {
            if (start.isPossible(release)) {
                play(release, home, own, start);
            }
        }
    }

    private static void play(int release, Path home, Path own, Start start) throws Exception {
        JavaCommand command = JavaCommand.named("start-" + release + "-" + Start.ALL.indexOf(start))
                .jvm("-Xmx256m", "-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1")
                .property("org.slf4j.simpleLogger.defaultLogLevel", "error")
                .classPath(Workspace.clientClassPath(CLIENTS))
                .javaHome(home)
                .agent(Workspace.agentJar(), null)
                .env(Application.exportTo(COLLECTOR));
        for (String option : start.options()) {
            command.jvm(option.replace("DIR", own.toString()));
        }
        command.main(
                ConnectOnce.class.getName(),
                "one-by-one",
                SharedBroker.TOPIC,
                client("starter", start.listener()).toString());
        try (ChildProcess application = Application.start(command)) {
            String what = release + ", " + start.situation();
            assertThat(application.awaitExit(PATIENCE)).as(what).isZero();
            assertThat(application.lines(line -> line.startsWith("outcome ")))
                    .as(() -> what + String.join("\n", application.lines()))
                    .containsExactly("outcome starter delivered");
            List<String> said = Application.lifelineLines(application);
            assertThat(said.stream().filter(StartsIT::isBanner).count())
                    .as("banners: %s: %s", what, said)
                    .isEqualTo(start.serves() ? 1 : 0);
            List<String> others = said.stream().filter(line -> !isBanner(line)).toList();
            if (start.says().isEmpty()) {
                assertThat(others).as(what).isEmpty();
            } else {
                assertThat(others).as(what).singleElement().asString().contains(start.says());
            }
            tell(release, start.situation(), start.serves(), start.says());
        }
    }

    @ParameterizedTest
    @EnumSource
    void whatBecomesOfTheJarLaterDoesNotMatter(Fate fate) throws Exception {
        Path jar = Workspace.directory("starts").resolve("agent-" + fate + ".jar");
        Files.copy(Workspace.agentJar(), jar, StandardCopyOption.REPLACE_EXISTING);
        JavaCommand command = Application.plain("start-" + fate, CLIENTS)
                .agent(jar, null)
                .env(Application.exportTo(COLLECTOR))
                .main(
                        LiveClients.class.getName(),
                        SharedBroker.TOPIC,
                        "told",
                        "producer=" + client("early", "SASL_PLAINTEXT_PLAIN"));
        try (ChildProcess application = Application.start(command)) {
            application.tell("status");
            application.awaitLine("status complete"::equals, PATIENCE);
            fate.befall(jar);
            application.tell("add classic=" + client("starter", "THREE_SECONDS"));
            long deadline = System.nanoTime() + PATIENCE.toNanos();
            int from = 0;
            while (Application.summaries(application).values().stream().noneMatch(summary -> summary.renewed() > 1)) {
                assertThat(System.nanoTime())
                        .as("no renewal: %s", application.lines())
                        .isLessThan(deadline);
                from = application.lines().size();
                application.tell("status");
                application.awaitLine(from, "status complete"::equals, PATIENCE);
            }
            application.tell("stop");
            assertThat(application.awaitExit(PATIENCE)).isZero();
            assertThat(Application.summaries(application).get("starter").failed())
                    .isZero();
            assertThat(Application.lifelineLines(application))
                    .singleElement()
                    .matches(StartsIT::isBanner, "the banner");
            tell(
                    Runtime.version().feature(),
                    "the jar is " + fate.name().toLowerCase(Locale.ROOT) + " before the first consumer",
                    true,
                    "");
        }
    }

    private static void tell(int release, String situation, boolean serves, String says) throws IOException {
        String row = "| " + release + " | " + situation + " | " + (serves ? "serves" : "off") + " | "
                + (says.isEmpty() ? "" : "`" + says + "`") + " |\n";
        ROWS.add(row);
        if (!"write".equals(System.getProperty("starts"))) {
            assertThat(Files.readString(DOCUMENT)).contains(row);
        }
    }

    private static boolean isBanner(String line) {
        return line.contains("serves kafka-clients ")
                && line.contains(": reauthentication on, tracing on, diagnosis on");
    }

    private static Path client(String clientId, String listener) {
        KafkaBroker broker = SharedBroker.get();
        Properties client = broker.clientProperties(listener);
        client.setProperty("client.id", clientId);
        return Workspace.clientFile("start-" + clientId + "-" + listener, client);
    }

    /** One where everything may do everything, and one where the agent may do nothing. */
    private static Path policies(Path directory) throws IOException {
        String everything = "{ permission java.security.AllPermission; };\n";
        Files.writeString(directory.resolve("all.policy"), "grant " + everything);
        Files.writeString(
                directory.resolve("application.policy"),
                Workspace.clientClassPath(CLIENTS).stream()
                        .map(entry -> "grant codeBase \"" + entry.toUri() + "\" " + everything)
                        .collect(Collectors.joining()));
        return directory;
    }

    /** The JVMs of this machine from 17 on, one for each release. */
    static Stream<Arguments> jvms() throws IOException {
        Map<Integer, Path> homes = new TreeMap<>();
        Path installed = Path.of("/usr/lib/jvm");
        if (Files.isDirectory(installed)) {
            try (Stream<Path> all = Files.list(installed)) {
                for (Path home : all.sorted().toList()) {
                    Path release = home.resolve("release");
                    Matcher version = VERSION.matcher(Files.exists(release) ? Files.readString(release) : "");
                    if (version.find() && Integer.parseInt(version.group(1)) >= 17) {
                        homes.putIfAbsent(Integer.parseInt(version.group(1)), home);
                    }
                }
            }
        }
        homes.put(Runtime.version().feature(), Path.of(System.getProperty("java.home")));
        return homes.entrySet().stream().map(entry -> Arguments.of(entry.getKey(), entry.getValue()));
    }
}
