package io.kafkalifeline.smoke.child;

import java.io.File;
import java.io.IOException;
import java.net.MalformedURLException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * Runs {@link LiveClients} twice in one JVM, each with a kafka-clients of its own as a web server or a plugin host would:
 * {@code first-class-path first-arguments second-class-path second-arguments}, arguments separated by blanks.
 */
public final class TwoLoaders {
    private TwoLoaders() {}

    public static void main(String[] args) throws Exception {
        ParentLine.listen(command -> {});
        try (URLClassLoader first = loader("first", args[0]);
                URLClassLoader second = loader("second", args[2])) {
            Thread application = new Thread(() -> run(first, args[1]), "first");
            application.start();
            run(second, args[3]);
            application.join();
        }
    }

    private static void run(ClassLoader loader, String arguments) {
        Thread.currentThread().setContextClassLoader(loader);
        try {
            loader.loadClass(LiveClients.class.getName())
                    .getMethod("withoutParentLine", String[].class)
                    .invoke(null, (Object) arguments.split(" ", -1));
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException(e);
        }
    }

    private static URLClassLoader loader(String name, String classPath) throws IOException {
        List<URL> urls = new ArrayList<>();
        for (String entry : classPath.split(File.pathSeparator, -1)) {
            urls.add(url(entry));
        }
        return new URLClassLoader(name, urls.toArray(URL[]::new), ClassLoader.getPlatformClassLoader());
    }

    private static URL url(String entry) throws MalformedURLException {
        return Path.of(entry).toUri().toURL();
    }
}
