package io.kafkalifeline.smoke.child;

import java.lang.management.ManagementFactory;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.management.JMException;
import javax.management.ObjectName;

/** What is reachable in this JVM, by class. */
public final class LiveObjects {
    private static final Pattern ROW = Pattern.compile("\\d+:\\s+(\\d+)\\s+\\d+\\s+(\\S+).*");

    private LiveObjects() {}

    /** After a full collection: classes whose names begin like that, with how many objects they have. */
    public static Map<String, Long> of(String prefix) throws JMException {
        String histogram = (String) ManagementFactory.getPlatformMBeanServer()
                .invoke(
                        new ObjectName("com.sun.management:type=DiagnosticCommand"),
                        "gcClassHistogram",
                        new Object[] {null},
                        new String[] {String[].class.getName()});
        Map<String, Long> objects = new TreeMap<>();
        histogram
                .lines()
                .map(String::trim)
                .map(ROW::matcher)
                .filter(Matcher::matches)
                .forEach(row -> {
                    if (row.group(2).startsWith(prefix)) {
                        objects.put(row.group(2), Long.parseLong(row.group(1)));
                    }
                });
        return objects;
    }

    /** One line {@code objects when class count} for each. */
    public static void print(String when, String prefix) throws JMException {
        of(prefix).forEach((type, count) -> System.out.println("objects " + when + " " + type + " " + count));
        System.out.println("objects counted " + when);
    }
}
