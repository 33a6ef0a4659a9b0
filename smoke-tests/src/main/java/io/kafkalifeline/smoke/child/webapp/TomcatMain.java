package io.kafkalifeline.smoke.child.webapp;

import io.kafkalifeline.smoke.child.ParentLine;
import java.lang.ref.WeakReference;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.FutureTask;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.apache.catalina.Context;
import org.apache.catalina.startup.Tomcat;

/**
 * A Tomcat without a port, which deploys and undeploys {@link KafkaWebApp}s as it is told on standard input: {@code
 * deploy NAME own|shared global|none}, {@code undeploy NAME}, {@code collect}, {@code end}. Arguments: {@code
 * base-directory kafka-jars opentelemetry-jars topic properties-file endpoint}. It says {@code deployed NAME}, {@code
 * undeployed NAME}, and {@code left [NAMES]}: the applications whose class loader was not collected after all.
 */
public final class TomcatMain {
    private static final int COLLECTIONS = 100;
    private static final int PAUSE_MS = 100;

    private final Map<String, WeakReference<ClassLoader>> undeployed = new TreeMap<>();
    private final Tomcat tomcat;
    private final Deployment deployment;

    private TomcatMain(Tomcat tomcat, Deployment deployment) {
        this.tomcat = tomcat;
        this.deployment = deployment;
    }

    public static void main(String[] args) throws Exception {
        BlockingQueue<String> commands = new LinkedBlockingQueue<>();
        ParentLine.listen(commands::add);
        Tomcat tomcat = new Tomcat();
        tomcat.setBaseDir(args[0]);
        tomcat.getHost().setAutoDeploy(false);
        tomcat.start();
        TomcatMain server = new TomcatMain(tomcat, new Deployment(args));
        try {
            for (String command = commands.take(); !command.equals("end"); command = commands.take()) {
                server.onAThreadOfItsOwn(command.split(" ", -1));
            }
        } finally {
            tomcat.stop();
            tomcat.destroy();
        }
    }

    /** What a web application leaves in its threads' locals goes with them: Tomcat renews its threads, too. */
    private void onAThreadOfItsOwn(String[] command) throws Exception {
        FutureTask<Void> task = new FutureTask<>(() -> {
            obey(command);
            return null;
        });
        Thread thread = new Thread(task, command[0]);
        thread.start();
        task.get();
        thread.join();
    }

    private void obey(String[] command) throws Exception {
        switch (command[0]) {
            case "deploy" -> {
                Context context = deployment.make(command[1], command[2].equals("own"), command[3].equals("global"));
                tomcat.getHost().addChild(context);
                System.out.println("deployed " + command[1] + " " + context.getState());
            }
            case "undeploy" -> {
                undeploy(command[1]);
                System.out.println("undeployed " + command[1]);
            }
            case "collect" -> collect();
            default -> throw new IllegalArgumentException(command[0]);
        }
    }

    private void undeploy(String name) throws Exception {
        Context context = (Context) tomcat.getHost().findChild("/" + name);
        undeployed.put(name, new WeakReference<>(context.getLoader().getClassLoader()));
        tomcat.getHost().removeChild(context);
    }

    private void collect() throws InterruptedException {
        for (int i = 0; i < COLLECTIONS && !undeployed.isEmpty(); i++) {
            System.gc();
            TimeUnit.MILLISECONDS.sleep(PAUSE_MS);
            undeployed.values().removeIf(loader -> loader.get() == null);
        }
        System.out.println("left " + undeployed.keySet());
    }
}
