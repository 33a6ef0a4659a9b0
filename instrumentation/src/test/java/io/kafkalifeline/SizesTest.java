package io.kafkalifeline;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** A stranger can walk the house: no class is longer than a sitting, no package larger than a glance, in any module. */
class SizesTest {
    private static final int MOST_LINES = 250;
    private static final int MOST_FILES = 25;
    private static final String MAIN = "src/main/java";
    private static final int DEPTH_OF_MODULES = 2;

    private static final List<Path> SOURCES = sources();

    @Test
    void noClassIsTooLong() {
        Map<Path, Integer> lines = new TreeMap<>();
        SOURCES.forEach(source -> lines.put(source, lines(source)));
        lines.values().removeIf(count -> count <= MOST_LINES);
        assertThat(lines).as("longer than %d lines", MOST_LINES).isEmpty();
    }

    @Test
    void noPackageIsTooLarge() {
        Map<Path, Integer> files = new TreeMap<>();
        SOURCES.forEach(source -> files.merge(source.getParent(), 1, Integer::sum));
        files.values().removeIf(count -> count <= MOST_FILES);
        assertThat(files).as("more than %d files", MOST_FILES).isEmpty();
    }

    @Test
    void theSourcesOfAllModulesAreSeen() {
        assertThat(SOURCES).extracting(source -> source.getName(0).toString()).contains("agent", "instrumentation");
    }

    private static List<Path> sources() {
        Path project = Path.of("").toAbsolutePath().getParent();
        List<Path> sources = new ArrayList<>();
        for (Path module : found(project, DEPTH_OF_MODULES, path -> Files.isDirectory(path.resolve(MAIN)))) {
            found(
                            module.resolve(MAIN),
                            Integer.MAX_VALUE,
                            path -> path.toString().endsWith(".java"))
                    .forEach(source -> sources.add(project.relativize(source)));
        }
        return sources;
    }

    private static List<Path> found(Path root, int depth, Predicate<Path> wanted) {
        try (Stream<Path> paths = Files.find(root, depth, (path, attributes) -> wanted.test(path))) {
            return paths.toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static int lines(Path source) {
        try (Stream<String> lines = Files.lines(Path.of("..").resolve(source))) {
            return (int) lines.count();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
