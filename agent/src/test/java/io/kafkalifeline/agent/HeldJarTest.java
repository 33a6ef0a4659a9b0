package io.kafkalifeline.agent;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.net.URL;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collections;
import java.util.Random;
import java.util.zip.CRC32;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the agent has read at the start stays, whatever becomes of the file. */
class HeldJarTest {
    @TempDir
    private Path directory;

    @Test
    void entriesAreReadAsTheyWereAfterTheFileIsGone() throws IOException {
        byte[] large = new byte[300_000];
        new Random(1).nextBytes(large);
        File file = jar(large);
        HeldJar jar = new HeldJar(file);
        Files.write(file.toPath(), new byte[10]);
        assertThat(jar.read("large")).isEqualTo(large);
        assertThat(jar.read("stored")).asString(StandardCharsets.UTF_8).isEqualTo("as it is");
        assertThat(jar.read("empty")).isEmpty();
        for (int i = 0; i < 3000; i++) {
            assertThat(jar.read("some/entry" + i))
                    .asString(StandardCharsets.UTF_8)
                    .isEqualTo("content" + i);
        }
    }

    @Test
    void whatIsNotThereIsNotFound() throws IOException {
        HeldJar jar = new HeldJar(jar(new byte[0]));
        assertThat(jar.read("other")).isNull();
        assertThat(jar.has("some/entry3000")).isFalse();
        assertThat(jar.has("some/entry2999")).isTrue();
    }

    @Test
    void aFileThatIsNoJarIsRefused() throws IOException {
        Path file = Files.write(directory.resolve("no.jar"), new byte[1000]);
        assertThatThrownBy(() -> new HeldJar(file.toFile())).isInstanceOf(IOException.class);
    }

    @Test
    void resourcesAndServicesAreReadFromMemoryToo() throws Exception {
        File file = jar(new byte[0]);
        AgentClassLoader loader = new AgentClassLoader(file);
        Files.delete(file.toPath());
        assertThat(Collections.list(loader.getResources("entry.txt"))).hasSize(1);
        assertThat(loader.getResource("entry.txt").toString())
                .startsWith("jar:file:")
                .endsWith("!/inst/entry.txt");
        try (InputStream in = loader.getResource("entry.txt").openStream()) {
            assertThat(in.readAllBytes()).asString(StandardCharsets.UTF_8).isEqualTo("inside");
        }
        URL services = loader.getResource("META-INF/services/java.lang.Runnable");
        try (InputStream in = services.openStream()) {
            assertThat(in.readAllBytes()).asString(StandardCharsets.UTF_8).isEqualTo("java.lang.Thread");
        }
    }

    private File jar(byte[] large) throws IOException {
        File file = directory.resolve("a.jar").toFile();
        try (ZipOutputStream out = new ZipOutputStream(Files.newOutputStream(file.toPath()))) {
            out.setComment("a comment at the end");
            for (int i = 0; i < 3000; i++) {
                put(out, "some/entry" + i, ("content" + i).getBytes(StandardCharsets.UTF_8));
            }
            put(out, "large", large);
            put(out, "empty", new byte[0]);
            put(out, "inst/entry.txt", "inside".getBytes(StandardCharsets.UTF_8));
            put(out, "inst/META-INF/services/java.lang.Runnable", "java.lang.Thread".getBytes(StandardCharsets.UTF_8));
            stored(out, "stored", "as it is".getBytes(StandardCharsets.UTF_8));
        }
        return file;
    }

    private static void put(ZipOutputStream out, String name, byte[] content) throws IOException {
        out.putNextEntry(new ZipEntry(name));
        out.write(content);
        out.closeEntry();
    }

    private static void stored(ZipOutputStream out, String name, byte[] content) throws IOException {
        ZipEntry entry = new ZipEntry(name);
        entry.setMethod(ZipEntry.STORED);
        entry.setSize(content.length);
        CRC32 crc = new CRC32();
        crc.update(content);
        entry.setCrc(crc.getValue());
        out.putNextEntry(entry);
        out.write(content);
        out.closeEntry();
    }
}
