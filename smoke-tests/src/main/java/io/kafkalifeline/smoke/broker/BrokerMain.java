package io.kafkalifeline.smoke.broker;

import io.kafkalifeline.smoke.child.ParentLine;
import io.kafkalifeline.smoke.process.Pauses;
import java.io.PrintStream;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import javax.management.JMException;
import javax.management.MBeanServer;
import javax.management.ObjectName;

/**
 * The broker's process: formats the storage on the first start, starts {@code kafka.Kafka}, and answers the parent's
 * questions about the broker's metrics. Everything of the broker is reached by reflection: only its process has it.
 */
public final class BrokerMain {
    private static final Pauses PAUSES = Pauses.measured();

    private BrokerMain() {}

    /** {@code server.properties data-directory cluster-id password}. */
    public static void main(String[] args) throws ReflectiveOperationException {
        ParentLine.listen(BrokerMain::answer);
        if (Files.notExists(Path.of(args[1]))) {
            Class.forName("kafka.tools.StorageTool")
                    .getMethod("execute", String[].class, PrintStream.class)
                    .invoke(null, formatCommand(args), System.out);
        }
        Class.forName("kafka.Kafka").getMethod("main", String[].class).invoke(null, (Object) new String[] {args[0]});
    }

    private static String[] formatCommand(String[] args) {
        return new String[] {
            "format",
            "--config",
            args[0],
            "--cluster-id",
            args[2],
            "--add-scram",
            "SCRAM-SHA-512=[name=" + Logins.USER + ",password=" + args[3] + "]",
            "--add-scram",
            "SCRAM-SHA-256=[name=" + Logins.USER + ",password=" + args[3] + "]"
        };
    }

    /**
     * {@code id attribute object-name-pattern}: prints {@code answer id N}, the sum over all matching MBeans; {@code id
     * pause}: the longest pause of this process since the last time, in ms.
     */
    private static void answer(String question) {
        String[] words = question.split(" ", 3);
        if (words[1].equals("pause")) {
            System.out.println(
                    "answer " + words[0] + " " + PAUSES.longestSinceLast().toMillis());
            return;
        }
        try {
            MBeanServer beans = ManagementFactory.getPlatformMBeanServer();
            double sum = 0;
            for (ObjectName name : beans.queryNames(new ObjectName(words[2]), null)) {
                sum += ((Number) beans.getAttribute(name, words[1])).doubleValue();
            }
            System.out.println("answer " + words[0] + " " + Math.round(sum));
        } catch (JMException | RuntimeException e) {
            System.out.println("answer " + words[0] + " " + e);
        }
    }
}
