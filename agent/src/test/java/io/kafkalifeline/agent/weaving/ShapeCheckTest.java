package io.kafkalifeline.agent.weaving;

import static org.assertj.core.api.Assertions.assertThat;

import io.kafkalifeline.weave.Feature;
import java.io.IOException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.EnumSet;
import java.util.List;
import net.bytebuddy.description.type.TypeDescription;
import net.bytebuddy.dynamic.ClassFileLocator;
import net.bytebuddy.pool.TypePool;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ShapeCheckTest {
    private final ClassLoader own = ShapeCheckTest.class.getClassLoader();

    @Test
    void allOurHooksFitTheKafkaClientsThatTheyAreCompiledAgainst() {
        HookCatalog catalog = HookCatalog.read(HookPackage.ours(), ClassFileLocator.ForClassLoader.of(own));
        assertThat(ShapeCheck.missing(catalog, TypePool.Default.of(new KafkaClassFiles(new LoaderResources(own)))))
                .isEmpty();
    }

    @Test
    void anOverloadIsMissingThoughThereAreOthers() {
        TypeDescription selector = TypePool.Default.of(new KafkaClassFiles(new LoaderResources(own)))
                .describe("org.apache.kafka.common.network.Selector")
                .resolve();
        assertThat(missingIn(selector, "close()", "close(Ljava/lang/String;)V")).isEmpty();
        assertThat(missingIn(selector, "close(I)V")).singleElement().asString().endsWith(".close(I)V");
    }

    private static List<String> missingIn(TypeDescription type, String... members) {
        return new Requirement(EnumSet.of(Feature.REAUTHENTICATION), type.getName(), members, false).missingIn(type);
    }

    @Test
    void kafkaClientsSaysItsVersion() {
        assertThat(new KafkaClassFiles(new LoaderResources(own)).version()).matches("\\d+\\.\\d+\\.\\d+");
        assertThat(new KafkaClassFiles(new LoaderResources(ClassLoader.getPlatformClassLoader())).version())
                .isEqualTo("unknown");
    }

    /** A loader that turns loadClass around, and leaves getResource as it is, finds two: its own is the one. */
    @Test
    void aChildFirstLoadersOwnClassFilesAreRead(@TempDir Path directory) throws IOException {
        Files.createDirectory(directory.resolve("kafka"));
        Files.writeString(directory.resolve("kafka/kafka-version.properties"), "version=9.9.9");
        try (URLClassLoader childFirst =
                new URLClassLoader(new URL[] {directory.toUri().toURL()}, own)) {
            assertThat(childFirst.getResource("kafka/kafka-version.properties"))
                    .isEqualTo(own.getResource("kafka/kafka-version.properties"));
            assertThat(new KafkaClassFiles(new LoaderResources(childFirst)).version())
                    .isEqualTo("9.9.9");
        }
    }
}
