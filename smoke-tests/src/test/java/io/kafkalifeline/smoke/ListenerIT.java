package io.kafkalifeline.smoke;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.kafkalifeline.smoke.child.ConnectOnce;
import io.kafkalifeline.smoke.process.ChildProcess;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Properties;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import java.util.stream.Stream;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.Test;

/** A platform team's own listener, and the one that ships with the agent. */
class ListenerIT {
    private static final String SERVICE = "META-INF/services/io.kafkalifeline.api.BrokerInitListener";

    /** What such a team would write; {@code %s} is what it does besides. */
    private static final String SOURCE = """
            package example;

            import io.kafkalifeline.api.BrokerInitEvent;
            import io.kafkalifeline.api.BrokerInitListener;

            public final class Heard implements BrokerInitListener {
                public Heard() {
                    %s
                }

                @Override
                public void onConnect(BrokerInitEvent event) {
                    System.out.println("heard connect " + event.outcome());
                    %s
                }

                @Override
                public void onInitialised(BrokerInitEvent event) {
                    System.out.println("heard initialised " + event.outcome() + " " + event.phases().size());
                }
            }
            """;

    @Test
    void aListenerOfOnesOwnHearsTheDialAndTheWhole() throws Exception {
        ChildProcess application = run("listener-good", "listener.jar=" + jar("good", SOURCE.formatted("", "")));

        assertThat(Application.ownLines(application))
                .contains("heard connect connected")
                .anyMatch(line -> line.matches("heard initialised ready [67]"))
                .anyMatch(line -> line.startsWith("outcome ") && line.endsWith(" delivered"));
        assertThat(Application.lifelineLines(application)).noneMatch(line -> line.contains("listener"));
    }

    @Test
    void oneThatThrowsOrSleepsIsNoHarm() throws Exception {
        Path jar = jar("throwing", SOURCE.formatted("", "throw new Error(\"broken\");"));
        ChildProcess throwing = run("listener-throwing", "listener.jar=" + jar);
        Path sleeping = jar(
                "sleeping",
                SOURCE.formatted(
                        "", "Thread.yield(); while (true) { java.util.concurrent.locks" + ".LockSupport.park(); }"));
        ChildProcess hanging = run("listener-hanging", "listener.jar=" + sleeping);

        assertDelivered(throwing);
        assertThat(Application.ownLines(throwing)).anyMatch(line -> line.startsWith("heard initialised ready"));
        assertThat(Application.lifelineLines(throwing))
                .filteredOn(line -> line.contains("listener example.Heard failed with java.lang.Error"))
                .hasSize(1);
        assertDelivered(hanging);
    }

    @Test
    void aJarThatIsNotThereOrHoldsNothingOrCannotStartIsOneLine() throws Exception {
        Path empty = jar("empty", null);
        Path broken = jar("broken", SOURCE.formatted("if (true) { throw new IllegalStateException(); }", ""));
        ChildProcess missing = run("listener-missing", "listener.jar=/nowhere/at-all.jar");
        ChildProcess nothing = run("listener-nothing", "listener.jar=" + empty);
        ChildProcess unusable = run("listener-unusable", "listener.jar=" + broken);

        assertOneLine(missing, "is no file");
        assertOneLine(nothing, "names no io.kafkalifeline.api.BrokerInitListener");
        assertOneLine(unusable, "cannot be used");
    }

    @Test
    void eventsAreLinesOfJson() throws Exception {
        ChildProcess application = run("listener-json", "log.events=json");

        List<JsonNode> events = new ArrayList<>();
        for (String line : Application.ownLines(application)) {
            if (line.startsWith("{")) {
                events.add(new ObjectMapper().readTree(line));
            }
        }
        assertDelivered(application);
        assertThat(events)
                .filteredOn(event -> event.get("event").asText().equals("kafka.initialisation"))
                .isNotEmpty()
                .allSatisfy(event -> {
                    assertThat(event.get("outcome").asText()).isEqualTo("ready");
                    assertThat(event.get("mechanism").asText()).isEqualTo("PLAIN");
                    assertThat(event.get("duration_ms").asDouble()).isPositive();
                    assertThat(event.get("phases").size()).isGreaterThanOrEqualTo(6);
                });
        assertThat(events)
                .filteredOn(event -> event.get("event").asText().equals("kafka.connect"))
                .isNotEmpty();
    }

    private static void assertOneLine(ChildProcess application, String what) {
        assertDelivered(application);
        assertThat(Application.lifelineLines(application))
                .filteredOn(line -> line.contains("listener.jar="))
                .singleElement()
                .asString()
                .contains(what);
    }

    private static void assertDelivered(ChildProcess application) {
        assertThat(Application.ownLines(application))
                .anyMatch(line -> line.startsWith("outcome ") && line.endsWith(" delivered"));
    }

    private static ChildProcess run(String name, String agentArguments) throws Exception {
        Properties client = SharedBroker.get().clientProperties("SASL_SSL_PLAIN");
        client.setProperty("client.id", name);
        try (ChildProcess application = Application.start(Application.plain(name, "4.4.0")
                .agent(Workspace.agentJar(), agentArguments)
                .main(
                        ConnectOnce.class.getName(),
                        "one-by-one",
                        SharedBroker.TOPIC,
                        Workspace.clientFile(name, client).toString()))) {
            assertThat(application.awaitExit(Duration.ofSeconds(60))).isZero();
            return application;
        }
    }

    /** Compiled against the agent's API, as a platform team would; without a provider where there is no source. */
    private static Path jar(String name, String source) throws IOException {
        Path directory = Workspace.directory("listeners").resolve(name);
        Files.createDirectories(directory.resolve("example"));
        if (source != null) {
            Path file = Files.writeString(directory.resolve("example/Heard.java"), source);
            int result = ToolProvider.getSystemJavaCompiler()
                    .run(
                            null,
                            null,
                            null,
                            "-proc:none",
                            "--release",
                            "11",
                            "-cp",
                            Workspace.instrumentationClasses().toString(),
                            "-d",
                            directory.toString(),
                            file.toString());
            assertThat(result).isZero();
        }
        Path jar = directory.resolveSibling(name + ".jar");
        try (OutputStream out = Files.newOutputStream(jar);
                JarOutputStream entries = new JarOutputStream(out)) {
            if (source != null) {
                entry(entries, SERVICE, "example.Heard".getBytes(StandardCharsets.UTF_8));
                try (Stream<Path> classes = Files.list(directory.resolve("example"))) {
                    for (Path each : classes.filter(file -> file.toString().endsWith(".class"))
                            .toList()) {
                        entry(entries, "example/" + each.getFileName(), Files.readAllBytes(each));
                    }
                }
            }
        }
        return jar;
    }

    private static void entry(JarOutputStream jar, String name, byte[] bytes) throws IOException {
        jar.putNextEntry(new JarEntry(name));
        jar.write(bytes);
        jar.closeEntry();
    }
}
