package io.kafkalifeline.agent.docs;

import com.sun.source.tree.CompilationUnitTree;
import com.sun.source.util.JavacTask;
import com.sun.source.util.Trees;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import javax.tools.JavaCompiler;
import javax.tools.StandardJavaFileManager;
import javax.tools.ToolProvider;

/** The sources of everything that runs in an application's process, as the compiler understands them. */
final class MainCode {
    private static final List<Path> ROOTS =
            List.of(Path.of("..", "instrumentation", "src", "main", "java"), Path.of("src", "main", "java"));

    private static MainCode attributed;

    final Trees trees;
    final List<CompilationUnitTree> units = new ArrayList<>();

    private MainCode() throws IOException {
        JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
        try (StandardJavaFileManager files = compiler.getStandardFileManager(null, null, null)) {
            List<String> options =
                    List.of("-proc:none", "-implicit:none", "-cp", System.getProperty("java.class.path"));
            JavacTask task = (JavacTask) compiler.getTask(
                    null, files, diagnostic -> {}, options, null, files.getJavaFileObjectsFromPaths(files()));
            trees = Trees.instance(task);
            task.parse().forEach(units::add);
            task.analyze();
        }
    }

    /** Made once: the compiler takes seconds. */
    static synchronized MainCode get() throws IOException {
        if (attributed == null) {
            attributed = new MainCode();
        }
        return attributed;
    }

    /** All source files. */
    static List<Path> files() {
        List<Path> files = new ArrayList<>();
        for (Path root : ROOTS) {
            try (Stream<Path> walk = Files.walk(root)) {
                walk.filter(file -> file.toString().endsWith(".java")).sorted().forEach(files::add);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
        return files;
    }

    /** The text of each source file whose path contains {@code part}. */
    static List<String> texts(String part) throws IOException {
        List<String> texts = new ArrayList<>();
        for (Path file : files()) {
            if (file.toString().contains(part)) {
                texts.add(Files.readString(file));
            }
        }
        return texts;
    }
}
