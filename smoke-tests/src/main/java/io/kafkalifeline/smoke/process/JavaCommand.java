package io.kafkalifeline.smoke.process;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** A {@code java} command under construction, with or without an agent. Not thread-safe; every method adds. */
public final class JavaCommand {
    private final String name;
    private final List<String> jvmOptions = new ArrayList<>();
    private final Map<String, String> environment = new TreeMap<>();
    private final List<Path> classPath = new ArrayList<>();
    private final List<String> mainAndArgs = new ArrayList<>();
    private Path javaHome = Path.of(System.getProperty("java.home"));

    private JavaCommand(String name) {
        this.name = name;
    }

    /** Begins a command; {@code name} names its log file and appears in messages. */
    public static JavaCommand named(String name) {
        return new JavaCommand(name);
    }

    public JavaCommand javaHome(Path home) {
        javaHome = home;
        return this;
    }

    public JavaCommand jvm(String... options) {
        jvmOptions.addAll(List.of(options));
        return this;
    }

    /** A small heap and only the first compiler: starts fast on a machine with few cores. */
    public JavaCommand small() {
        return jvm("-Xmx256m", "-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1", "-Xshare:auto");
    }

    public JavaCommand property(String key, String value) {
        return jvm("-D" + key + "=" + value);
    }

    /** Attaches an agent; {@code agentOptions} is what follows {@code =} after the jar, and may be null or empty. */
    public JavaCommand agent(Path jar, String agentOptions) {
        String options = agentOptions == null || agentOptions.isEmpty() ? "" : "=" + agentOptions;
        return jvm("-javaagent:" + jar + options);
    }

    public JavaCommand env(String key, String value) {
        environment.put(key, value);
        return this;
    }

    public JavaCommand env(Map<String, String> variables) {
        environment.putAll(variables);
        return this;
    }

    public JavaCommand classPath(List<Path> entries) {
        classPath.addAll(entries);
        return this;
    }

    public JavaCommand main(String mainClass, String... args) {
        mainAndArgs.add(mainClass);
        mainAndArgs.addAll(List.of(args));
        return this;
    }

    /** {@code java -jar}. */
    public JavaCommand jar(Path jar, String... args) {
        return main("-jar").args(jar.toString()).args(args);
    }

    public JavaCommand args(String... args) {
        mainAndArgs.addAll(List.of(args));
        return this;
    }

    /** Starts it; its output also goes to {@code logs/NAME.log}. */
    public ChildProcess start(Path logs) {
        return start(logs, List.of());
    }

    /** Starts it as the last words of another command, such as one that measures it. */
    public ChildProcess start(Path logs, List<String> under) {
        List<String> command = new ArrayList<>(under);
        command.add(javaHome.resolve("bin/java").toString());
        command.addAll(jvmOptions);
        command.addAll(mainAndArgs);
        ProcessBuilder builder = new ProcessBuilder(command);
        Map<String, String> inherited = builder.environment();
        inherited.keySet().removeIf(JavaCommand::wouldDisturb);
        inherited.putAll(environment);
        if (!classPath.isEmpty()) {
            // By the variable: a broker's class path makes the command line unreadable in a process list.
            inherited.put(
                    "CLASSPATH",
                    classPath.stream().map(Path::toString).collect(Collectors.joining(File.pathSeparator)));
        }
        try {
            return new ChildProcess(name, builder, logs.resolve(name + ".log"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static boolean wouldDisturb(String variable) {
        return variable.startsWith("OTEL_")
                || variable.startsWith("KAFKA_LIFELINE_")
                || variable.equals("JAVA_TOOL_OPTIONS")
                || variable.equals("JDK_JAVA_OPTIONS")
                || variable.equals("CLASSPATH");
    }
}
