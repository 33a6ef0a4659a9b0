package io.kafkalifeline.agent.jar;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.DataInputStream;
import java.io.IOException;
import java.time.LocalDateTime;
import java.util.List;
import java.util.jar.Attributes;
import java.util.jar.JarEntry;
import java.util.jar.JarFile;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The jar goes into other people's processes: it must be small and show nothing that is not ours. */
class LayoutIT {
    private static final String AGENT = "io/kafkalifeline/agent/";

    private JarFile jar;

    @BeforeEach
    void open() throws IOException {
        jar = new JarFile(AgentJar.file());
    }

    @AfterEach
    void close() throws IOException {
        jar.close();
    }

    @Test
    void isSmall() {
        assertThat(AgentJar.file().length()).isLessThanOrEqualTo(6_500_000);
    }

    @Test
    void showsApplicationsNothingButTheAgentItself() {
        assertThat(names().filter(name -> name.endsWith(".class"))).allMatch(name -> name.startsWith(AGENT));
        assertThat(names())
                .allMatch(name -> name.startsWith(AGENT)
                        || name.startsWith("inst/")
                        || name.startsWith("META-INF/agent/docs/")
                        || List.of(
                                        "META-INF/MANIFEST.MF",
                                        "META-INF/LICENSE",
                                        "META-INF/NOTICE",
                                        "META-INF/licenses/ASM",
                                        "META-INF/README.md")
                                .contains(name));
    }

    @Test
    void isolatesWhatItBrings() {
        assertThat(names().filter(name -> name.startsWith("inst/")))
                .contains(
                        "inst/io/kafkalifeline/hooks/link/HookServices.classdata",
                        "inst/io/kafkalifeline/weave/Hook.classdata",
                        "inst/net/bytebuddy/ByteBuddy.classdata",
                        "inst/io/opentelemetry/sdk/OpenTelemetrySdk.classdata",
                        "inst/META-INF/services/io.opentelemetry.sdk.common.export.HttpSenderProvider")
                .noneMatch(name -> name.endsWith(".class")
                        || name.contains("META-INF/versions")
                        || name.contains("module-info")
                        || name.endsWith(".SF"))
                .noneMatch(name -> name.startsWith("inst/org/") || name.startsWith("inst/io/kafkalifeline/agent/"));
    }

    @Test
    void onlyThePremainClassIsForJava8() throws IOException {
        for (String name : names().filter(name -> name.endsWith(".class")).toList()) {
            assertThat(classFileVersion(name)).as(name).isEqualTo(name.endsWith("/KafkaLifelineAgent.class") ? 52 : 55);
        }
    }

    @Test
    void theManifestNamesTheWaysIn() throws IOException {
        Attributes manifest = jar.getManifest().getMainAttributes();
        for (String way : List.of("Premain-Class", "Agent-Class", "Main-Class")) {
            assertThat(manifest.getValue(way)).isEqualTo("io.kafkalifeline.agent.KafkaLifelineAgent");
        }
        assertThat(manifest.getValue("Can-Retransform-Classes")).isEqualTo("true");
        assertThat(manifest.getValue("Can-Redefine-Classes")).isEqualTo("true");
        assertThat(manifest.getValue("Implementation-Version")).isNotBlank();
        assertThat(manifest.getValue("Multi-Release")).isNull();
    }

    /** What makes two builds of one commit the same bytes. */
    @Test
    void carriesNoTimeOfTheBuild() {
        assertThat(jar.stream().map(JarEntry::getTimeLocal).distinct())
                .containsExactly(LocalDateTime.of(2026, 11, 22, 0, 0));
    }

    private Stream<String> names() {
        return jar.stream().filter(entry -> !entry.isDirectory()).map(JarEntry::getName);
    }

    private int classFileVersion(String name) throws IOException {
        try (DataInputStream in = new DataInputStream(jar.getInputStream(jar.getEntry(name)))) {
            in.readInt();
            in.readUnsignedShort();
            return in.readUnsignedShort();
        }
    }
}
