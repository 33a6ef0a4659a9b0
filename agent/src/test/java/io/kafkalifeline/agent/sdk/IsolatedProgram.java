package io.kafkalifeline.agent.sdk;

import io.opentelemetry.api.GlobalOpenTelemetry;
import io.opentelemetry.api.OpenTelemetry;
import io.opentelemetry.context.propagation.ContextPropagators;
import java.io.File;
import java.io.IOException;
import java.lang.reflect.Method;
import java.net.MalformedURLException;
import java.net.URL;
import java.net.URLClassLoader;
import java.util.ArrayList;
import java.util.Enumeration;
import java.util.List;
import java.util.logging.Logger;

/**
 * An application with telemetry as the agent has it: in a class loader of its own beside the application's, which has
 * the same OpenTelemetry classes on its class path.
 */
final class IsolatedProgram {
    private IsolatedProgram() {}

    /** Does the steps of {@link Driver} that the arguments name. */
    public static void main(String[] args) throws Exception {
        System.setErr(new LineAwaiter(System.err));
        ClassLoader agentLoader = new URLClassLoader("agent", classPath(), ClassLoader.getPlatformClassLoader());
        Class<?> driver = agentLoader.loadClass(Driver.class.getName());
        Method step = driver.getMethod("step", String.class);
        step.setAccessible(true);
        for (String arg : args) {
            switch (arg) {
                case "application-logs" -> applicationLogs();
                case "hostile-context-loader" -> Thread.currentThread().setContextClassLoader(new HostileLoader());
                case "set-global" -> GlobalOpenTelemetry.set(OpenTelemetry.propagating(ContextPropagators.noop()));
                case "await-line" -> ((LineAwaiter) System.err).await();
                default -> step.invoke(null, arg);
            }
        }
        System.out.println(Child.END + System.currentTimeMillis());
        System.out.println("application done");
    }

    /** The application's own SDK has something to say, under the name of one of the SDK's loggers. */
    private static void applicationLogs() {
        Logger.getLogger("io.opentelemetry.exporter.otlp.internal.HttpExporter")
                .warning("the application's own record");
    }

    /** Tells on whoever asks it for OpenTelemetry's providers. */
    private static final class HostileLoader extends ClassLoader {
        HostileLoader() {
            super("hostile", IsolatedProgram.class.getClassLoader());
        }

        @Override
        public Enumeration<URL> getResources(String name) throws IOException {
            if (name.startsWith("META-INF/services/io.opentelemetry.")) {
                System.out.println("asked for " + name);
            }
            return super.getResources(name);
        }
    }

    private static URL[] classPath() throws MalformedURLException {
        List<URL> urls = new ArrayList<>();
        for (String entry : System.getProperty("java.class.path").split(File.pathSeparator, -1)) {
            urls.add(new File(entry).toURI().toURL());
        }
        return urls.toArray(URL[]::new);
    }
}
