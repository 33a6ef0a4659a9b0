package io.kafkalifeline.smoke.child.webapp;

import java.io.File;
import java.net.MalformedURLException;
import java.net.URL;
import java.net.URLClassLoader;
import java.util.ArrayList;
import java.util.List;
import org.apache.catalina.Context;
import org.apache.catalina.LifecycleEvent;
import org.apache.catalina.WebResourceRoot;
import org.apache.catalina.core.StandardContext;
import org.apache.catalina.loader.WebappLoader;
import org.apache.catalina.startup.Tomcat;
import org.apache.catalina.webresources.DirResourceSet;
import org.apache.catalina.webresources.FileResourceSet;
import org.apache.catalina.webresources.StandardRoot;

/** Makes web applications out of jars, as if these were in their {@code WEB-INF/lib} or in Tomcat's own {@code lib}. */
final class Deployment {
    private final String[] kafka;
    private final String[] openTelemetry;
    private final String topic;
    private final String client;
    private final String endpoint;
    private final URLClassLoader common;

    /** @param args see {@link TomcatMain} */
    Deployment(String[] args) throws MalformedURLException {
        kafka = args[1].split(File.pathSeparator, -1);
        openTelemetry = args[2].split(File.pathSeparator, -1);
        topic = args[3];
        client = args[4];
        endpoint = args[5];
        common = common(kafka);
    }

    /** Tomcat's loader for what all web applications share. */
    private static URLClassLoader common(String[] jars) throws MalformedURLException {
        List<URL> urls = new ArrayList<>();
        for (String jar : jars) {
            urls.add(new File(jar).toURI().toURL());
        }
        return new URLClassLoader("common", urls.toArray(URL[]::new), Deployment.class.getClassLoader());
    }

    /**
     * Makes one that is not started yet.
     *
     * @param ownKafka whether it brings its own kafka-clients
     * @param telemetry whether it brings its own OpenTelemetry, and makes it the global one
     */
    Context make(String name, boolean ownKafka, boolean telemetry) {
        StandardContext context = new StandardContext();
        context.setName("/" + name);
        context.setPath("/" + name);
        context.addLifecycleListener(Deployment::configured);
        context.setParentClassLoader(ownKafka ? Deployment.class.getClassLoader() : common);
        context.setLoader(new WebappLoader());
        StandardRoot resources = new StandardRoot(context);
        String classes = classes();
        if (new File(classes).isDirectory()) {
            resources.addPreResources(new DirResourceSet(resources, "/WEB-INF/classes", classes, "/"));
        } else {
            add(resources, classes);
        }
        if (ownKafka) {
            add(resources, kafka);
        }
        if (telemetry) {
            add(resources, openTelemetry);
        }
        context.setResources(resources);
        context.addParameter("name", name);
        context.addParameter("telemetry", Boolean.toString(telemetry));
        context.addParameter("topic", topic);
        context.addParameter("client", client);
        context.addParameter("endpoint", endpoint);
        context.addApplicationListener(KafkaWebApp.class.getName());
        return context;
    }

    private static void configured(LifecycleEvent event) {
        new Tomcat.FixContextListener().lifecycleEvent(event);
    }

    private static void add(WebResourceRoot resources, String... jars) {
        for (String jar : jars) {
            String inside = "/WEB-INF/lib/" + new File(jar).getName();
            resources.addPreResources(new FileResourceSet(resources, inside, jar, "/"));
        }
    }

    private static String classes() {
        return new File(Deployment.class
                        .getProtectionDomain()
                        .getCodeSource()
                        .getLocation()
                        .getPath())
                .getPath();
    }
}
