package io.kafkalifeline.smoke.msk;

import io.kafkalifeline.smoke.child.ParentLine;
import io.kafkalifeline.smoke.process.Pauses;
import java.io.FileInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintStream;
import java.lang.management.ManagementFactory;
import java.lang.reflect.Method;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Properties;
import javax.management.JMException;
import javax.management.MBeanServer;
import javax.management.ObjectName;

/**
 * One broker's process: formats the storage on the first start, starts the broker, takes scripts and answers questions.
 * Commands: {@code id script TEXT}, {@code id tally NAME}, {@code id bean ATTRIBUTE OBJECT-NAME-PATTERN} (the sum over
 * all that match), {@code id hiccup -} (the longest that this process was kept from running since the last time, in ms); each is answered by {@code answer id NUMBER}.
 */
public final class MskBroker {
    private static final long PERIOD_MS = 20;
    private static final Pauses PAUSES = Pauses.measured();

    private MskBroker() {}

    /** {@code server.properties data-directory cluster-id}. */
    public static void main(String[] args) throws ReflectiveOperationException, IOException, InterruptedException {
        ParentLine.listen(MskBroker::obey);
        if (Files.notExists(Path.of(args[1]))) {
            String[] format = {"format", "--config", args[0], "--cluster-id", args[2]};
            Class.forName("kafka.tools.StorageTool")
                    .getMethod("execute", String[].class, PrintStream.class)
                    .invoke(null, format, System.out);
        }
        Properties settings = new Properties();
        try (InputStream in = new FileInputStream(args[0])) {
            settings.load(in);
        }
        Class<?> kafka = Class.forName("kafka.Kafka$");
        Method buildServer = kafka.getDeclaredMethod("buildServer", Properties.class);
        buildServer.setAccessible(true);
        Object server = buildServer.invoke(kafka.getField("MODULE$").get(null), settings);
        NetworkThreads.of(server);
        Method startup = server.getClass().getMethod("startup");
        startup.invoke(server);
        refuseWhileTheScriptSaysSo();
    }

    private static void refuseWhileTheScriptSaysSo() throws InterruptedException {
        // Ends with the process: the parent kills it, or its line breaks.
        while (true) {
            if (Script.current().illegalStates()) {
                NetworkThreads.pretendReauthenticationsBegan();
            }
            Thread.sleep(PERIOD_MS);
        }
    }

    private static void obey(String command) {
        String[] words = command.split(" ", 3);
        try {
            System.out.println("answer " + words[0] + " " + answer(words[1], words[2]));
        } catch (JMException | RuntimeException e) {
            System.out.println("answer " + words[0] + " " + e);
        }
    }

    private static long answer(String command, String what) throws JMException {
        return switch (command) {
            case "script" -> {
                Script.follow(what);
                yield 0;
            }
            case "tally" -> Tally.of(what);
            case "hiccup" -> PAUSES.longestSinceLast().toMillis();
            case "bean" -> {
                String[] attributeAndPattern = what.split(" ", 2);
                yield sum(attributeAndPattern[0], attributeAndPattern[1]);
            }
            default -> throw new IllegalArgumentException(command);
        };
    }

    private static long sum(String attribute, String pattern) throws JMException {
        MBeanServer beans = ManagementFactory.getPlatformMBeanServer();
        double sum = 0;
        for (ObjectName name : beans.queryNames(new ObjectName(pattern), null)) {
            sum += ((Number) beans.getAttribute(name, attribute)).doubleValue();
        }
        return Math.round(sum);
    }
}
