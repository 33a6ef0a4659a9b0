package io.kafkalifeline.agent.jar;

import static org.assertj.core.api.Assertions.assertThat;

import io.kafkalifeline.agent.jar.app.Hello;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** An application without Kafka must not notice the agent, whatever the operator wrote. */
class HelloIT {
    private static final String HELLO = Hello.class.getName();

    @TempDir
    private Path directory;

    @Test
    void loadsNeitherByteBuddyNorOpenTelemetryNorLoggingAndSaysNothing() throws Exception {
        try (ChildJvm jvm = start(Map.of(), AgentJar.option(), "-Xlog:class+load", HELLO)) {
            assertThat(jvm.exitValue()).isZero();
            assertThat(jvm.out())
                    .contains("hello")
                    .anyMatch(line -> line.contains("io.kafkalifeline.agent.weaving.KafkaTransformer"))
                    .noneMatch(line -> line.contains("net.bytebuddy") || line.contains("io.opentelemetry"))
                    .noneMatch(line -> line.contains("java.util.logging") || line.contains("javax.management"));
            assertThat(jvm.err()).isEmpty();
        }
    }

    @Test
    void switchedOffItIsNotThere() throws Exception {
        try (ChildJvm jvm =
                start(Map.of("KAFKA_LIFELINE_ENABLED", "false"), AgentJar.option(), "-Xlog:class+load", HELLO)) {
            assertThat(jvm.exitValue()).isZero();
            assertThat(jvm.out()).contains("hello").noneMatch(line -> line.contains("KafkaTransformer"));
            assertThat(jvm.err()).isEmpty();
        }
    }

    @Test
    void wrongSettingsCostALineEach() throws Exception {
        try (ChildJvm jvm = start(
                Map.of("KAFKA_LIFELINE_TRACES", "true"),
                AgentJar.option() + "=tracing=maybe;retry=1",
                "-Dkafka.lifeline.tracing.reauthentication.interval=often",
                HELLO)) {
            assertThat(jvm.exitValue()).isZero();
            assertThat(jvm.out()).containsExactly("hello");
            assertThat(jvm.said()).hasSize(4);
            assertThat(jvm.err()).hasSize(4);
        }
    }

    @Test
    void theSecondOfTwoAgentsDoesNothingAndSaysSo() throws Exception {
        try (ChildJvm jvm = start(Map.of(), AgentJar.option(), AgentJar.option(), HELLO)) {
            assertThat(jvm.exitValue()).isZero();
            assertThat(jvm.out()).containsExactly("hello");
            assertThat(jvm.err()).singleElement().asString().contains("is in this JVM already");
        }
    }

    private ChildJvm start(Map<String, String> environment, String... arguments) throws IOException {
        return ChildJvm.start(directory, environment, ".", arguments);
    }
}
