package io.kafkalifeline.smoke.bench;

import io.kafkalifeline.smoke.Workspace;
import io.kafkalifeline.smoke.broker.KafkaBroker;
import io.kafkalifeline.smoke.broker.Listener;
import io.kafkalifeline.smoke.child.HelloWorld;
import io.kafkalifeline.smoke.otlp.OtlpReceiver;
import io.kafkalifeline.smoke.perf.PerfRun;
import io.kafkalifeline.smoke.process.ChildProcess;
import io.kafkalifeline.smoke.process.JavaCommand;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What the agent costs: the throughput of Kafka's own ProducerPerformance on a listener whose sessions do not expire,
 * and the CPU time of a program without Kafka. Prints pairs and medians against the promised limits; decides nothing.
 */
public final class Benchmark {
    private static final long RECORDS = 5_000_000;
    /** Both JVMs start, load classes and compile here, and the agent weaves; that is no matter of throughput. */
    private static final long WARM_UP = 2_000_000;

    private static final Pattern CHILDREN_TIMES = Pattern.compile("(\\d+)m([\\d.]+)s (\\d+)m([\\d.]+)s");

    private Benchmark() {}

    public static void main(String[] args) throws InterruptedException {
        Locale.setDefault(Locale.ROOT);
        helloWorld();
        throughput();
    }

    private static void throughput() throws InterruptedException {
        System.out.println("Throughput of ProducerPerformance, " + RECORDS
                + " records of 200 bytes, records/s after the first " + WARM_UP + ":");
        Listener listener = Listener.saslPlaintext("SASL", "PLAIN");
        try (KafkaBroker broker = KafkaBroker.start("benchmark", listener);
                OtlpReceiver collector = OtlpReceiver.start()) {
            produce(broker, collector, "warm-up", false);
            Pairs pairs = Pairs.take("%,9.0f", (name, attached) -> produce(broker, collector, name, attached));
            System.out.printf("  median ratio with/without: %.3f (promised: at least 0.98)%n%n", pairs.medianRatio());
        }
    }

    private static double produce(KafkaBroker broker, OtlpReceiver collector, String name, boolean attached)
            throws InterruptedException {
        String topic = "throughput-" + name;
        broker.createTopic(topic);
        double recordsPerSecond = new PerfRun("benchmark-" + name, broker.clientProperties("SASL"), topic)
                .records(RECORDS, -1)
                .warmUp(WARM_UP)
                .java(java -> {
                    if (attached) {
                        java.agent(Workspace.agentJar(), null).env("OTEL_EXPORTER_OTLP_ENDPOINT", collector.endpoint());
                    }
                })
                .run(line -> {}, Duration.ofMinutes(2))
                .recordsPerSecond();
        broker.deleteTopic(topic);
        return recordsPerSecond;
    }

    private static void helloWorld() throws InterruptedException {
        System.out.println("CPU time of a Hello World, s:");
        Pairs pairs = Pairs.take("%.3f", Benchmark::cpuSeconds);
        System.out.printf("  median difference: %+.3f s (promised: at most 0.25)%n%n", pairs.medianDifference());
    }

    private static double cpuSeconds(String name, boolean attached) throws InterruptedException {
        JavaCommand java = JavaCommand.named("hello-" + name)
                .classPath(Workspace.brokerClassPath().subList(0, 1))
                .main(HelloWorld.class.getName());
        if (attached) {
            java.agent(Workspace.agentJar(), null);
        }
        // The second line of the shell's "times" is the time of its children.
        List<String> measured = List.of("sh", "-c", "\"$@\"; times", "sh");
        try (ChildProcess process = java.start(Workspace.directory("logs"), measured)) {
            process.awaitExit(Duration.ofMinutes(1));
            List<String> times =
                    process.lines(line -> CHILDREN_TIMES.matcher(line).matches());
            Matcher children = CHILDREN_TIMES.matcher(times.get(1));
            if (!children.matches() || !process.lines().contains("Hello, world")) {
                throw new IllegalStateException(process.lines().toString());
            }
            return seconds(children.group(1), children.group(2)) + seconds(children.group(3), children.group(4));
        }
    }

    private static double seconds(String minutes, String seconds) {
        return 60 * Double.parseDouble(minutes) + Double.parseDouble(seconds);
    }
}
