package io.kafkalifeline.agent.cli;

import io.kafkalifeline.log.AgentVersion;
import java.io.File;
import java.lang.reflect.InvocationTargetException;
import java.util.Properties;

/**
 * Loads the agent into another JVM through the JDK's attach API, which is not in every runtime image and which the
 * agent's own loader does not see.
 */
final class Attachment {
    private static final String API = "com.sun.tools.attach.VirtualMachine";

    /**
     * The system property by which the agent answers, {@code io.kafkalifeline.agent.KafkaLifelineAgent.ANSWER}: a JVM
     * may have inherited any property from its parent, so only what changes tells something.
     */
    static final String ANSWER = "io.kafkalifeline.agent.answer";

    private final File jar;

    Attachment(File jar) {
        this.jar = jar;
    }

    /**
     * Attaches and returns what to tell the operator.
     *
     * @param settings {@code key=value;key=value}, checked already
     */
    String attach(String pid, String settings) throws AttachmentException {
        if (ProcessHandle.of(Long.parseLong(pid)).isEmpty()) {
            throw new AttachmentException("there is no process " + pid + " that this user can see");
        }
        try {
            Class<?> api = ClassLoader.getSystemClassLoader().loadClass(API);
            Object vm = api.getMethod("attach", String.class).invoke(null, pid);
            try {
                String before = property(api, vm, ANSWER);
                api.getMethod("loadAgent", String.class, String.class).invoke(vm, jar.getAbsolutePath(), settings);
                String answer = property(api, vm, ANSWER);
                if (answer == null || answer.equals(before) || answer.endsWith("refused")) {
                    throw new AttachmentException("process " + pid + " did not take it; its standard error says why");
                }
                String version = "version " + property(api, vm, AgentVersion.PROPERTY) + " is in process " + pid;
                return answer.endsWith("present")
                        ? version + " already; nothing done"
                        : version + "; what it has to say goes to its standard error";
            } finally {
                api.getMethod("detach").invoke(vm);
            }
        } catch (ClassNotFoundException e) {
            throw new AttachmentException("this Java has no attach API (module jdk.attach); run it with a JDK's java");
        } catch (InvocationTargetException e) {
            throw new AttachmentException("process " + pid + ": " + e.getCause());
        } catch (ReflectiveOperationException e) {
            throw new AttachmentException("the attach API of this Java is another: " + e);
        }
    }

    private static String property(Class<?> api, Object vm, String name) throws ReflectiveOperationException {
        Properties properties =
                (Properties) api.getMethod("getSystemProperties").invoke(vm);
        return properties.getProperty(name);
    }
}
