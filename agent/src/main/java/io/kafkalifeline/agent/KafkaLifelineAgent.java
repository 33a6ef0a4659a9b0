package io.kafkalifeline.agent;

import java.io.File;
import java.lang.instrument.Instrumentation;
import java.net.URISyntaxException;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * Where the JVM enters: {@code -javaagent}, attach, {@code java -jar}.
 *
 * <p>Compiled for Java 8 alone, because a premain class that is too new kills the user's JVM; everything else needs 11.
 * It runs before the application's first line: nothing here may throw, nor touch java.util.logging, JMX, NIO file
 * systems or the context class loader, which applications want to configure first.
 */
public final class KafkaLifelineAgent {
    /**
     * The system property with the version of the agent in this JVM. It proves nothing by itself: launchers pass all
     * their properties on to their children. Other classes name it {@code io.kafkalifeline.log.AgentVersion.PROPERTY}:
     * that class needs Java 11, and this one must not.
     */
    static final String VERSION = "io.kafkalifeline.agent.version";

    /** The system property by which {@link #agentmain} answers: another text each time, and what became of it. */
    static final String ANSWER = "io.kafkalifeline.agent.answer";

    /** Ends {@link #ANSWER}. */
    static final String STARTED = "started";

    /** Ends {@link #ANSWER} where an agent is in this JVM already. */
    static final String PRESENT = "present";

    /** Ends {@link #ANSWER} where a line has said why not. */
    static final String REFUSED = "refused";

    /** The truth: one loader, the system's, loads every agent's premain class, so there is one of this. */
    private static final AtomicBoolean HERE = new AtomicBoolean();

    private static final String PACKAGE = "io.kafkalifeline.agent.";

    private KafkaLifelineAgent() {}

    /** Called by the JVM before {@code main}. */
    public static void premain(String arguments, Instrumentation instrumentation) {
        if (!isJdkTool(command())) {
            install(arguments, instrumentation);
        }
    }

    private static String command() {
        try {
            return System.getProperty("sun.java.command");
        } catch (SecurityException e) {
            return null;
        }
    }

    /** Called by the JVM on attach. */
    public static void agentmain(String arguments, Instrumentation instrumentation) {
        String outcome = install(arguments, instrumentation);
        try {
            System.setProperty(ANSWER, System.nanoTime() + " " + outcome);
        } catch (SecurityException e) {
            // the line has been printed here at least
        }
    }

    /** {@code java -jar kafka-lifeline.jar}; exits with 0, 1 on failure, 2 on wrong usage. */
    public static void main(String[] arguments) {
        int status = 1;
        String refusal = refusal(System.getProperty("java.specification.version"));
        if (refusal != null) {
            say(refusal);
        } else {
            try {
                status = (Integer) isolated("cli.Cli")
                        .getMethod("run", String[].class, File.class)
                        .invoke(null, arguments, jar());
            } catch (Throwable e) {
                say("cannot run: " + describe(e));
            }
        }
        System.exit(status);
    }

    private static String install(String arguments, Instrumentation instrumentation) {
        try {
            String refusal = refusal(System.getProperty("java.specification.version"));
            if (refusal != null) {
                say(refusal);
                return REFUSED;
            }
            String version = version();
            if (!HERE.compareAndSet(false, true)) {
                say("version " + System.getProperty(VERSION) + " is in this JVM already; this one (" + version
                        + ") does nothing");
                return PRESENT;
            }
            System.setProperty(VERSION, version);
            Object started = isolated("Installation")
                    .getMethod("start", String.class, Instrumentation.class)
                    .invoke(null, arguments, instrumentation);
            return Boolean.TRUE.equals(started) ? STARTED : REFUSED;
        } catch (Throwable e) {
            say(failure(e));
            return REFUSED;
        }
    }

    private static String failure(Throwable e) {
        for (Throwable cause = e; cause != null; cause = cause.getCause()) {
            if (cause instanceof SecurityException) {
                return "cannot start under this security manager, the application runs without:"
                        + " grant the agent's jar java.security.AllPermission";
            }
        }
        return "cannot start, the application runs without: " + describe(e);
    }

    /** Says that this Java is too old; null where it is not. */
    static String refusal(String specificationVersion) {
        if (specificationVersion == null || specificationVersion.startsWith("1.")) {
            return needs(specificationVersion);
        }
        try {
            return Integer.parseInt(specificationVersion) < 11 ? needs(specificationVersion) : null;
        } catch (NumberFormatException e) {
            return null;
        }
    }

    private static String needs(String specificationVersion) {
        return "needs Java 11 or later, this is " + specificationVersion + "; the application runs without";
    }

    /** Whether the JVM was started as one of the JDK's own tools, which JAVA_TOOL_OPTIONS reaches as well. */
    static boolean isJdkTool(String command) {
        if (command == null || command.contains("com.sun.tools.javac.launcher.")) {
            return false; // java Application.java runs inside the compiler
        }
        return command.startsWith("jdk.") || command.startsWith("sun.") || command.startsWith("com.sun.tools.");
    }

    private static Class<?> isolated(String name) throws Exception {
        ClassLoader loader = Class.forName(PACKAGE + "AgentClassLoader")
                .asSubclass(ClassLoader.class)
                .getConstructor(File.class)
                .newInstance(jar());
        return loader.loadClass(PACKAGE + name);
    }

    private static File jar() throws URISyntaxException {
        return new File(KafkaLifelineAgent.class
                .getProtectionDomain()
                .getCodeSource()
                .getLocation()
                .toURI());
    }

    private static String version() {
        String version = KafkaLifelineAgent.class.getPackage().getImplementationVersion();
        return version == null ? "unknown" : version;
    }

    /** Describes an exception. {@code io.kafkalifeline.log.Described} needs Java 11, and this class must not. */
    private static String describe(Throwable e) {
        Throwable cause = e.getCause() == null ? e : e.getCause();
        StackTraceElement[] frames = cause.getStackTrace();
        return cause + (frames.length == 0 ? "" : " at " + frames[0]);
    }

    @SuppressWarnings("SystemOut")
    private static void say(String text) {
        try {
            System.err.println("[kafka-lifeline] " + text);
        } catch (Throwable e) {
            // Whatever it is, the application must start.
        }
    }
}
