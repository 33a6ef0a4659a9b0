package io.kafkalifeline.hooktests.waiting;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A record that waits for a broker whose name is gone goes to the new leader at once, and keeps its place. */
@Tag("complete")
class HeadlessServiceIT {
    @Test
    void aRecordWhoseLeaderHasLeftTheNameServiceGoesToTheNewLeaderInItsPlace(@TempDir Path folder) throws Exception {
        ProcessBuilder builder = new ProcessBuilder(List.of(
                        System.getProperty("java.home") + "/bin/java",
                        "-javaagent:" + System.getProperty("agent.jar"),
                        "-Djdk.net.hosts.file=" + folder.resolve("names"),
                        "-Dsun.net.inetaddr.ttl=0",
                        "-Dsun.net.inetaddr.negative.ttl=0",
                        "-Xmx128m",
                        "-XX:+UseSerialGC",
                        "-XX:TieredStopAtLevel=1",
                        HeadlessApplication.class.getName(),
                        folder.resolve("names").toString()))
                .redirectErrorStream(true);
        builder.environment().put("CLASSPATH", System.getProperty("java.class.path"));
        builder.environment().remove("JAVA_TOOL_OPTIONS");
        Process application = builder.start();
        try {
            application.getOutputStream().close();
            String out = new String(application.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            assertThat(out.lines()).contains(HeadlessApplication.IN_ORDER);
            assertThat(out).doesNotContain("failed, Kafka goes on");
        } finally {
            application.destroyForcibly();
        }
    }
}
