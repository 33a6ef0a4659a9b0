package io.kafkalifeline.agent.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.kafkalifeline.agent.settings.Setting;
import java.io.ByteArrayOutputStream;
import java.io.File;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.jar.Attributes;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CliTest {
    @TempDir
    private Path directory;

    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private final ByteArrayOutputStream err = new ByteArrayOutputStream();
    private File jar;

    @BeforeEach
    void jarWithAVersion() throws IOException {
        jar = directory.resolve("kafka-lifeline.jar").toFile();
        Manifest manifest = new Manifest();
        manifest.getMainAttributes().put(Attributes.Name.MANIFEST_VERSION, "1.0");
        manifest.getMainAttributes().put(Attributes.Name.IMPLEMENTATION_VERSION, "1.2.3");
        new JarOutputStream(Files.newOutputStream(jar.toPath()), manifest).close();
    }

    @Test
    void explainsItself() {
        assertThat(run()).isEqualTo(Cli.OK);
        assertThat(said(out))
                .contains("Kafka Lifeline 1.2.3")
                .contains("java -javaagent:kafka-lifeline.jar")
                .contains("java -jar kafka-lifeline.jar attach PID")
                .contains("README.md");
        for (Setting setting : Setting.all()) {
            assertThat(said(out)).contains(setting.key() + "=" + setting.defaultValue());
        }
        assertThat(said(err)).isEmpty();
    }

    @Test
    void saysItsVersion() {
        assertThat(run("--version")).isEqualTo(Cli.OK);
        assertThat(said(out)).isEqualToIgnoringNewLines("1.2.3");
    }

    @Test
    void wrongUsageIsToldOnStandardError() {
        for (String[] wrong : new String[][] {{"help"}, {"attach"}, {"attach", "1", "a=b", "c"}, {"--version", "x"}}) {
            assertThat(run(wrong)).isEqualTo(Cli.USAGE);
        }
        assertThat(said(err)).contains("usage: java -jar kafka-lifeline.jar");
        assertThat(said(out)).isEmpty();
    }

    @Test
    void attachesToProcessIdsAlone() {
        assertThat(run("attach", "kafka")).isEqualTo(Cli.USAGE);
        assertThat(said(err)).contains("not attached: kafka is no process id");
    }

    @Test
    void doesNotAttachWithSettingsThatAreWrong() {
        assertThat(run("attach", "1", "tracing=perhaps")).isEqualTo(Cli.USAGE);
        assertThat(said(err))
                .contains("tracing is true or false, not \"perhaps\"")
                .contains("not attached");
    }

    @Test
    void saysThatThereIsNoSuchProcess() {
        assertThat(run("attach", "999999999")).isEqualTo(Cli.FAILED);
        assertThat(said(err)).contains("not attached: there is no process 999999999");
    }

    private int run(String... arguments) {
        return new Cli(jar, printing(out), printing(err)).run(arguments);
    }

    private static PrintStream printing(ByteArrayOutputStream bytes) {
        return new PrintStream(bytes, true, StandardCharsets.UTF_8);
    }

    private static String said(ByteArrayOutputStream bytes) {
        return bytes.toString(StandardCharsets.UTF_8);
    }
}
