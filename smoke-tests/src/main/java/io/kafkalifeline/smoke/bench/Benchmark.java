package io.kafkalifeline.smoke.bench;

import io.kafkalifeline.smoke.Agent;
import io.kafkalifeline.smoke.Workspace;
import io.kafkalifeline.smoke.broker.KafkaBroker;
import io.kafkalifeline.smoke.broker.Listener;
import io.kafkalifeline.smoke.child.HelloWorld;
import io.kafkalifeline.smoke.otlp.OtlpReceiver;
import io.kafkalifeline.smoke.otlp.OtlpReceiver.Answer;
import io.kafkalifeline.smoke.perf.PerfRun;
import io.kafkalifeline.smoke.process.ChildProcess;
import io.kafkalifeline.smoke.process.JavaCommand;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Consumer;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What the agent costs: the throughput of Kafka's own ProducerPerformance on a listener whose sessions do not expire,
 * the CPU time of a program without Kafka, and what becomes of the throughput when the collector is bad. Prints pairs and medians against the promised limits; decides nothing. {@code
 * --agent none,built} says which two are compared (the last one with bad collectors); {@code --parts
 * hello,throughput,collector} what is measured.
 */
public final class Benchmark {
    private static final long RECORDS = 5_000_000;
    /** Both JVMs start, load classes and compile here, and the agent weaves; that is no matter of throughput. */
    private static final long WARM_UP = 2_000_000;

    private static final Pattern CHILDREN_TIMES = Pattern.compile("(\\d+)m([\\d.]+)s (\\d+)m([\\d.]+)s");

    private final Agent one;
    private final Agent other;

    private Benchmark(List<Agent> two) {
        one = two.get(0);
        other = two.get(1);
    }

    public static void main(String[] args) throws InterruptedException {
        Locale.setDefault(Locale.ROOT);
        List<String> arguments = List.of(args);
        Benchmark benchmark = new Benchmark(Agent.parse(option(arguments, "--agent", "none,built")));
        List<String> parts = List.of(
                option(arguments, "--parts", "hello,throughput,collector").split(",", -1));
        if (parts.contains("hello")) {
            benchmark.helloWorld();
        }
        if (parts.contains("throughput")) {
            benchmark.throughput();
        }
        if (parts.contains("collector")) {
            for (Answer answer : List.of(Answer.REFUSE, Answer.HANG, Answer.ERROR)) {
                benchmark.badCollector(answer);
            }
        }
    }

    private static String option(List<String> arguments, String name, String otherwise) {
        int at = arguments.indexOf(name);
        return at < 0 ? otherwise : arguments.get(at + 1);
    }

    private void throughput() throws InterruptedException {
        System.out.println("Throughput of ProducerPerformance, " + RECORDS
                + " records of 200 bytes, records/s after the first " + WARM_UP + ":");
        Listener listener = Listener.saslPlaintext("SASL", "PLAIN");
        try (KafkaBroker broker = KafkaBroker.start("benchmark", listener);
                OtlpReceiver collector = OtlpReceiver.start()) {
            produce(broker, "SASL", "warm-up", java -> {});
            Pairs pairs = Pairs.take(
                    "%,9.0f",
                    one.title(),
                    other.title(),
                    (name, isOther) ->
                            produce(broker, "SASL", name, java -> attach(java, isOther ? other : one, "", collector)));
            System.out.printf("  median ratio: %.3f (promised: at least 0.98)%n%n", pairs.medianRatio());
        }
    }

    /** On sessions of a second, with every renewal a span and metrics every second: far more than is usual. */
    private void badCollector(Answer answer) throws InterruptedException {
        System.out.println("Throughput with the agent and a collector that is healthy, or does this: " + answer);
        Listener listener = Listener.saslPlaintext("SESSIONS", "PLAIN").maxReauthMs(1000);
        try (KafkaBroker broker = KafkaBroker.start("benchmark-" + answer, listener);
                OtlpReceiver healthy = OtlpReceiver.start();
                OtlpReceiver bad = OtlpReceiver.start()) {
            bad.answer(answer);
            String options = "tracing.reauthentication.interval=0s";
            produce(broker, "SESSIONS", "warm-up", java -> attach(java, other, options, healthy));
            Pairs pairs = Pairs.take(
                    "%,9.0f",
                    "healthy",
                    answer.name(),
                    (name, isBad) -> produce(
                            broker, "SESSIONS", name, java -> attach(java, other, options, isBad ? bad : healthy)));
            System.out.printf("  median ratio bad/healthy: %.3f (promised: 1 within noise)%n%n", pairs.medianRatio());
        }
    }

    private static void attach(JavaCommand java, Agent agent, String options, OtlpReceiver collector) {
        if (!agent.attached()) {
            return;
        }
        java.agent(agent.jar(), options)
                .env(Map.of(
                        "OTEL_EXPORTER_OTLP_ENDPOINT", collector.endpoint(),
                        "OTEL_METRICS_EXPORTER", "otlp",
                        "OTEL_METRIC_EXPORT_INTERVAL", "1000"));
    }

    private static double produce(KafkaBroker broker, String listener, String name, Consumer<JavaCommand> agent)
            throws InterruptedException {
        String topic = "throughput-" + name;
        broker.createTopic(topic);
        double recordsPerSecond = new PerfRun("benchmark-" + name, broker.clientProperties(listener), topic)
                .records(RECORDS, -1)
                .warmUp(WARM_UP)
                .java(agent)
                .run(line -> {}, Duration.ofMinutes(2))
                .recordsPerSecond();
        broker.deleteTopic(topic);
        return recordsPerSecond;
    }

    private void helloWorld() throws InterruptedException {
        System.out.println("CPU time of a Hello World, s:");
        Pairs pairs = Pairs.take("%.3f", one.title(), other.title(), this::cpuSeconds);
        System.out.printf("  median difference: %+.3f s (promised: at most 0.25)%n%n", pairs.medianDifference());
    }

    private double cpuSeconds(String name, boolean isOther) throws InterruptedException {
        JavaCommand java = JavaCommand.named("hello-" + name)
                .classPath(Workspace.brokerClassPath().subList(0, 1))
                .main(HelloWorld.class.getName());
        Agent agent = isOther ? other : one;
        if (agent.attached()) {
            java.agent(agent.jar(), null);
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
