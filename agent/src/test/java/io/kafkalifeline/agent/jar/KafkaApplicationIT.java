package io.kafkalifeline.agent.jar;

import static net.bytebuddy.matcher.ElementMatchers.named;
import static org.assertj.core.api.Assertions.assertThat;

import io.kafkalifeline.agent.jar.app.Unreachable;
import java.io.File;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import net.bytebuddy.ByteBuddy;
import net.bytebuddy.asm.MemberRemoval;
import org.apache.kafka.clients.NetworkClient;
import org.apache.kafka.common.network.KafkaChannel;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.slf4j.Logger;

/** The built jar in an application with a real kafka-clients, whose broker is not there. */
class KafkaApplicationIT {
    private static final String APPLICATION = Unreachable.class.getName();
    private static final String KAFKA =
            ChildJvm.pathOf(NetworkClient.class) + File.pathSeparator + ChildJvm.pathOf(Logger.class);
    private static final String STOCK_FAILURE = "not present in metadata after 300 ms.";

    @TempDir
    private Path directory;

    @Test
    void theFirstClientIsAnnouncedOnce() throws Exception {
        try (ChildJvm jvm = start(KAFKA, AgentJar.option() + "=tracing=false", APPLICATION)) {
            jvm.endOfInput();
            assertThat(jvm.exitValue()).isZero();
            assertThat(jvm.out()).singleElement().asString().endsWith(STOCK_FAILURE);
            assertThat(jvm.said())
                    .singleElement()
                    .asString()
                    .matches(".* serves kafka-clients \\d+\\.\\d+\\.\\d+ in app class loader:"
                            + " reauthentication on, tracing off, diagnosis on");
        }
    }

    @Test
    void anotherShapeOfKafkaIsLeftAlone() throws Exception {
        new ByteBuddy()
                .redefine(KafkaChannel.class)
                .visit(new MemberRemoval().stripMethods(named("maybeBeginClientReauthentication")))
                .make()
                .saveIn(directory.toFile());
        try (ChildJvm jvm =
                start(directory + File.pathSeparator + KAFKA, AgentJar.option() + "=tracing=false", APPLICATION)) {
            jvm.endOfInput();
            assertThat(jvm.exitValue()).isZero();
            assertThat(jvm.out()).singleElement().asString().endsWith(STOCK_FAILURE);
            assertThat(jvm.said()).hasSize(2);
            assertThat(jvm.said().get(0)).endsWith("reauthentication off, tracing off, diagnosis on");
            assertThat(jvm.said().get(1))
                    .contains("reauthentication stays off in kafka-clients")
                    .contains("KafkaChannel.maybeBeginClientReauthentication");
        }
    }

    @Test
    void attachesToARunningApplicationOnce() throws Exception {
        try (ChildJvm application = start(KAFKA, APPLICATION)) {
            await(application, 1);
            assertThat(attach(application)).contains("is in process " + application.pid() + "; ");
            application.awaitSaid("serves kafka-clients");
            application.type("x");
            await(application, 2);
            assertThat(attach(application)).contains("is in process " + application.pid() + " already");
            application.endOfInput();
            assertThat(application.exitValue()).isZero();
            assertThat(application.out()).allMatch(line -> line.endsWith(STOCK_FAILURE));
        }
    }

    private String attach(ChildJvm application) throws IOException, InterruptedException {
        String pid = String.valueOf(application.pid());
        try (ChildJvm command = start("", "-jar", AgentJar.file().getPath(), "attach", pid, "tracing=false")) {
            assertThat(command.exitValue()).as("%s", command.err()).isZero();
            return String.join("\n", command.out());
        }
    }

    private static void await(ChildJvm application, int sends) {
        org.awaitility.Awaitility.await().until(() -> application.out().size() >= sends);
    }

    private ChildJvm start(String classPath, String... arguments) throws IOException {
        return ChildJvm.start(directory, Map.of(), classPath, arguments);
    }
}
