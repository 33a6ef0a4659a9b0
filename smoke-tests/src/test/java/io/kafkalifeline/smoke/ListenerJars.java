package io.kafkalifeline.smoke;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import javax.tools.ToolProvider;

/** Jars with listeners, as a platform team would make them. */
final class ListenerJars {
    private static final Pattern CLASS = Pattern.compile("public final class (\\w+)");
    private static final String SERVICE = "META-INF/services/io.kafkalifeline.api.BrokerInitListener";

    private ListenerJars() {}

    /** The source of the listener in agent/docs/events.md, letter by letter. */
    static String readmeExample() throws IOException {
        String readme = Files.readString(Path.of("..", "agent", "docs", "events.md"));
        int begin = readme.indexOf("```java\n") + "```java\n".length();
        return readme.substring(begin, readme.indexOf("```", begin));
    }

    /** Compiled against the agent's API, as a platform team would; without a provider where there is no source. */
    static Path jar(String name, String source) throws IOException {
        Path directory = Workspace.directory("listeners").resolve(name);
        Files.createDirectories(directory.resolve("example"));
        if (source != null) {
            Path file = Files.writeString(directory.resolve("example/" + className(source) + ".java"), source);
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
                entry(entries, SERVICE, ("example." + className(source)).getBytes(StandardCharsets.UTF_8));
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

    private static String className(String source) {
        Matcher matcher = CLASS.matcher(source);
        assertThat(matcher.find()).isTrue();
        return matcher.group(1);
    }

    private static void entry(JarOutputStream jar, String name, byte[] bytes) throws IOException {
        jar.putNextEntry(new JarEntry(name));
        jar.write(bytes);
        jar.closeEntry();
    }
}
