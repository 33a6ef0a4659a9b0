package io.kafkalifeline.smoke.child.timeouts;

import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What the clients in this process have warned of in the log, which goes to standard error. */
final class HeardWarnings {
    private static final Pattern WARNING = Pattern.compile("groupId=([^]]+)] The client keeps trying without success");
    private static final Set<String> GROUPS = ConcurrentHashMap.newKeySet();

    private HeardWarnings() {}

    /** To be called before anything logs. */
    static void listen() {
        System.setErr(new Listening(System.err));
    }

    /** Whether a member of that group has warned. */
    static boolean ofGroup(String group) {
        return GROUPS.contains(group);
    }

    private static final class Listening extends PrintStream {
        Listening(OutputStream out) {
            super(out, true, StandardCharsets.UTF_8);
        }

        @Override
        public void println(String line) {
            Matcher warning = WARNING.matcher(String.valueOf(line));
            if (warning.find()) {
                GROUPS.add(warning.group(1));
            }
            super.println(line);
        }
    }
}
