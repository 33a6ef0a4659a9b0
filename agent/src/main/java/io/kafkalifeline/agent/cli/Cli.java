package io.kafkalifeline.agent.cli;

import io.kafkalifeline.agent.settings.Setting;
import io.kafkalifeline.agent.settings.SettingsReader;
import java.io.File;
import java.io.IOException;
import java.io.PrintStream;
import java.util.Collections;
import java.util.List;
import java.util.Properties;
import java.util.jar.JarFile;

/** {@code java -jar kafka-lifeline.jar}: explains itself, says its version, attaches itself to a running JVM. */
public final class Cli {
    static final int OK = 0;
    static final int FAILED = 1;
    static final int USAGE = 2;

    private final File jar;
    private final PrintStream out;
    private final PrintStream err;

    Cli(File jar, PrintStream out, PrintStream err) {
        this.jar = jar;
        this.out = out;
        this.err = err;
    }

    /** Called by the premain class, by name; returns the exit status. */
    @SuppressWarnings("SystemOut")
    public static int run(String[] arguments, File jar) {
        return new Cli(jar, System.out, System.err).run(arguments);
    }

    int run(String... arguments) {
        String command = arguments.length == 0 ? "--help" : arguments[0];
        if (command.equals("--help") && arguments.length < 2) {
            out.print(help());
            return OK;
        }
        if (command.equals("--version") && arguments.length == 1) {
            out.println(version());
            return OK;
        }
        if (command.equals("attach") && (arguments.length == 2 || arguments.length == 3)) {
            return attach(arguments[1], arguments.length == 3 ? arguments[2] : "");
        }
        err.println("usage: java -jar " + jar.getName() + " [--help | --version | attach PID [key=value;key=value]]");
        return USAGE;
    }

    private int attach(String pid, String settings) {
        SettingsReader reader = new SettingsReader(settings, new Properties(), Collections.emptyMap());
        reader.read();
        List<String> problems = reader.problems();
        for (String problem : problems) {
            err.println(problem);
        }
        if (!problems.isEmpty() || !isPid(pid)) {
            err.println("not attached" + (problems.isEmpty() ? ": " + pid + " is no process id" : ""));
            return USAGE;
        }
        try {
            out.println(new Attachment(jar).attach(pid, settings));
            return OK;
        } catch (AttachmentException e) {
            err.println("not attached: " + e.getMessage());
            return FAILED;
        }
    }

    private static boolean isPid(String text) {
        return !text.isEmpty() && text.length() < 10 && text.chars().allMatch(c -> c >= '0' && c <= '9');
    }

    private String version() {
        try (JarFile file = new JarFile(jar)) {
            return file.getManifest().getMainAttributes().getValue("Implementation-Version");
        } catch (IOException e) {
            return "unknown";
        }
    }

    private String help() {
        String name = jar.getName();
        StringBuilder text = new StringBuilder();
        line(
                text,
                "Kafka Lifeline " + version() + " gets into the kafka-clients of an unchanged application: it renews");
        line(
                text,
                "SASL sessions (KIP-368) without losing requests, and records what every connection to a broker goes");
        line(text, "through as OpenTelemetry spans.");
        line(text, "");
        line(text, "Start an application with it:");
        line(text, "  java -javaagent:" + name + "[=key=value;key=value] -jar application.jar");
        line(text, "Attach it to a running JVM, by its process id, as the user that runs it:");
        line(text, "  java -jar " + name + " attach PID [key=value;key=value]");
        line(text, "Print its version:");
        line(text, "  java -jar " + name + " --version");
        line(text, "");
        line(text, "Settings, the strongest first: the agent's arguments, as above;");
        line(
                text,
                "-D" + Setting.PROPERTY_PREFIX + "KEY=value; " + Setting.VARIABLE_PREFIX
                        + "KEY=value in the environment");
        line(text, "(in upper case, with _ for . and -).");
        for (Setting setting : Setting.all()) {
            line(text, "  " + setting.key() + "=" + setting.defaultValue());
            line(text, "      " + setting.description());
        }
        line(text, "Where spans go is told by OpenTelemetry's own OTEL_* variables and otel.* properties.");
        line(text, "");
        line(text, "Everything else: unzip -p " + name + " META-INF/README.md");
        return text.toString();
    }

    private static void line(StringBuilder text, String line) {
        text.append(line).append(System.lineSeparator());
    }
}
