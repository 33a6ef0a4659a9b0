package io.kafkalifeline.smoke;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Properties;
import java.util.stream.Stream;

/** Where the build has put what the smoke tests start: the agent's jar, the broker's class path, the clients. */
public final class Workspace {
    /** The release of the broker and of Kafka's own tools. */
    public static final String BROKER_VERSION = "4.3.1";

    private static final Path CLASSES = classes();
    private static final Path TARGET = CLASSES.getParent();
    /** Jackson is for OAUTHBEARER's unsecured tokens, jose4j for the signed ones of an endpoint. */
    private static final List<String> WHAT_CLIENTS_NEED = List.of(
            "lz4-java",
            "snappy-java",
            "zstd-jni",
            "slf4j-api",
            "jackson-databind",
            "jackson-core",
            "jackson-annotations",
            "jose4j");

    private Workspace() {}

    /** The built agent; {@code -Dagent.jar=…} names another one. */
    public static Path agentJar() {
        String jar = System.getProperty("agent.jar");
        Path path = jar != null ? Path.of(jar) : TARGET.resolve("../../agent/target/kafka-lifeline.jar");
        return path.toAbsolutePath().normalize();
    }

    /** The classes that a listener is compiled against. */
    public static Path instrumentationClasses() {
        return TARGET.resolve("../../instrumentation/target/classes")
                .toAbsolutePath()
                .normalize();
    }

    /** A directory under {@code target/}, created if need be. */
    public static Path directory(String name) {
        try {
            return Files.createDirectories(TARGET.resolve(name));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Deletes a directory with all that is in it; nothing where there is none. */
    public static void delete(Path tree) {
        if (Files.notExists(tree)) {
            return;
        }
        try (Stream<Path> files = Files.walk(tree)) {
            for (Path one : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(one);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** What a broker needs, with {@link io.kafkalifeline.smoke.broker.BrokerMain}. */
    public static List<Path> brokerClassPath() {
        List<Path> classPath = new ArrayList<>(List.of(CLASSES));
        classPath.addAll(brokerJars());
        return classPath;
    }

    /** Kafka's own command line tools, nothing of ours; they log to standard error. */
    public static List<Path> toolsClassPath() {
        List<Path> classPath = new ArrayList<>(brokerJars());
        classPath.removeIf(jar -> name(jar).startsWith("log4j-slf4j"));
        classPath.add(simpleLogger());
        return classPath;
    }

    /** Kafka Streams and Connect, with our small programs; they log to standard error. */
    public static List<Path> frameworksClassPath() {
        List<Path> classPath = new ArrayList<>(List.of(CLASSES));
        classPath.addAll(jars("frameworks.classpath"));
        classPath.removeIf(jar -> name(jar).startsWith("log4j-slf4j"));
        classPath.add(simpleLogger());
        return classPath;
    }

    /** Our small client programs with one release of kafka-clients. */
    public static List<Path> clientClassPath(String version) {
        List<Path> classPath = new ArrayList<>(List.of(CLASSES));
        classPath.addAll(clientJars(version));
        return classPath;
    }

    /** One release of kafka-clients and what it needs, nothing of ours. */
    public static List<Path> clientJars(String version) {
        List<Path> jars = new ArrayList<>(List.of(clientJar(version)));
        for (Path jar : brokerJars()) {
            if (WHAT_CLIENTS_NEED.stream().anyMatch(wanted -> name(jar).startsWith(wanted))) {
                jars.add(jar);
            }
        }
        jars.add(simpleLogger());
        return jars;
    }

    /** OpenTelemetry's API, SDK and OTLP exporter, as an application would bring them. */
    public static List<Path> openTelemetryJars() {
        return jars("opentelemetry.classpath");
    }

    /** The same in a release whose API cannot be asked whether the global one is set. */
    public static List<Path> oldOpenTelemetryJars() {
        try (Stream<Path> jars = Files.list(TARGET.resolve("kafka/old-opentelemetry"))) {
            return jars.toList();
        } catch (IOException e) {
            throw new UncheckedIOException("mvn generate-resources copies them", e);
        }
    }

    /** Tomcat with our small programs, and without Kafka: the web applications in it bring that. */
    public static List<Path> tomcatClassPath() {
        List<Path> classPath = new ArrayList<>(List.of(CLASSES));
        classPath.addAll(jars("tomcat.classpath"));
        return classPath;
    }

    /** A Kerberos server. */
    public static List<Path> kdcJars() {
        return jars("kdc.classpath");
    }

    /** One release of the OpenTelemetry Java agent. */
    public static Path openTelemetryAgent(String version) {
        return TARGET.resolve("kafka/opentelemetry-javaagent-" + version + ".jar");
    }

    /** The jar of one release of kafka-clients. */
    public static Path clientJar(String version) {
        return TARGET.resolve("kafka/kafka-clients-" + version + ".jar");
    }

    /** Writes a client's properties where a child program can read them. */
    public static Path clientFile(String name, Properties client) {
        Path file = directory("clients").resolve(name + ".properties");
        try (Writer out = Files.newBufferedWriter(file)) {
            client.store(out, null);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return file;
    }

    /** Zipkin's server, where the build was told to fetch it. */
    public static Path zipkinJar() {
        return TARGET.resolve("kafka/zipkin-server-3.6.1-slim.jar");
    }

    private static Path simpleLogger() {
        return TARGET.resolve("kafka/slf4j-simple-1.7.36.jar");
    }

    private static List<Path> brokerJars() {
        return jars("broker.classpath");
    }

    private static List<Path> jars(String classPathFile) {
        try {
            String classPath = Files.readString(TARGET.resolve("kafka").resolve(classPathFile));
            return Stream.of(classPath.trim().split(File.pathSeparator))
                    .map(Path::of)
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException("mvn generate-resources writes it", e);
        }
    }

    private static String name(Path jar) {
        return jar.getFileName().toString();
    }

    private static Path classes() {
        try {
            return Path.of(Workspace.class
                    .getProtectionDomain()
                    .getCodeSource()
                    .getLocation()
                    .toURI());
        } catch (URISyntaxException e) {
            throw new IllegalStateException(e);
        }
    }
}
