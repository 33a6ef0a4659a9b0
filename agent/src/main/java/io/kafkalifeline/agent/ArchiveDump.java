package io.kafkalifeline.agent;

import java.lang.instrument.Instrumentation;
import java.lang.reflect.Method;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;

/**
 * Whether this JVM writes an archive of classes (CDS, JEP 350; AOT cache, JEP 483 and 514). Classes that an agent has
 * rewritten must not get into it: JVMs that load such an archive have crashed.
 */
final class ArchiveDump {
    private static final String VM = "jdk.internal.misc.VM";

    private static final String[] OPTIONS = {
        "-Xshare:dump",
        "-XX:ArchiveClassesAtExit=",
        "-XX:DumpLoadedClassList=",
        "-XX:AOTCacheOutput=",
        "-XX:AOTMode=record",
        "-XX:AOTMode=create",
    };

    private static final String AUTOMATIC = "-XX:+AutoCreateSharedArchive";

    /** Without this one JVMs do not make archives automatically where there is an agent. */
    private static final String IN_SPITE_OF_AGENTS = "-XX:+AllowArchivingWithJavaAgent";

    private ArchiveDump() {}

    /** The option by which the JVM was told to, without its value; null where it was not told, or nobody knows. */
    static String option(Instrumentation instrumentation) {
        try {
            return option(arguments(instrumentation));
        } catch (ReflectiveOperationException | RuntimeException | LinkageError e) {
            return null; // another JVM, which has other archives
        }
    }

    /** The same for a JVM's arguments. */
    static String option(String[] arguments) {
        for (String argument : arguments) {
            for (String option : OPTIONS) {
                if (argument.equals(option) || (option.endsWith("=") && argument.startsWith(option))) {
                    return option.endsWith("=") ? option.substring(0, option.length() - 1) : option;
                }
            }
        }
        List<String> all = Arrays.asList(arguments);
        return all.contains(AUTOMATIC) && all.contains(IN_SPITE_OF_AGENTS) ? AUTOMATIC : null;
    }

    /** What RuntimeMXBean says, without the start of JMX, which applications want to configure first. */
    private static String[] arguments(Instrumentation instrumentation) throws ReflectiveOperationException {
        instrumentation.redefineModule(
                Object.class.getModule(),
                Collections.emptySet(),
                Collections.singletonMap(
                        VM.substring(0, VM.lastIndexOf('.')), Collections.singleton(ArchiveDump.class.getModule())),
                Collections.emptyMap(),
                Collections.emptySet(),
                Collections.emptyMap());
        Method method = Class.forName(VM, false, null).getMethod("getRuntimeArguments");
        String[] arguments = (String[]) method.invoke(null);
        return arguments == null ? new String[0] : arguments;
    }
}
