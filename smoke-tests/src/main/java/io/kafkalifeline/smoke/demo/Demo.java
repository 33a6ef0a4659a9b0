package io.kafkalifeline.smoke.demo;

import io.kafkalifeline.smoke.Workspace;
import io.kafkalifeline.smoke.broker.KafkaBroker;
import io.kafkalifeline.smoke.broker.Listener;
import io.kafkalifeline.smoke.otlp.OtlpReceiver;
import io.kafkalifeline.smoke.perf.PerfResult;
import io.kafkalifeline.smoke.perf.PerfRun;
import io.kafkalifeline.smoke.process.JavaCommand;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Properties;
import java.util.function.Consumer;

/**
 * Kafka's own ProducerPerformance on sessions of 936 ms, without and with the agent, side by side, and what the agent
 * told a collector meanwhile. Throws {@link DemoFailed} if the run with the agent shows a failure.
 */
public final class Demo {
    private static final long SESSION_MS = 936;
    private static final int SECONDS = 20;
    private static final int PER_SECOND = 500;
    private static final String TOPIC = "demo";
    private static final String TLS = "SASL_SSL";
    static final String TLS_CLIENT = "demo-tls";

    private final Path agent;
    private final KafkaBroker broker;

    private Demo(Path agent, KafkaBroker broker) {
        this.agent = agent;
        this.broker = broker;
    }

    public static void main(String[] args) throws InterruptedException {
        Path agent = Workspace.agentJar();
        if (Files.notExists(agent)) {
            throw new DemoFailed(List.of("there is no agent at " + agent));
        }
        say("");
        say("== Kafka Lifeline: the same producer without and with the agent ==");
        say("Starting a Kafka " + Workspace.BROKER_VERSION + " broker whose SASL sessions last " + SESSION_MS
                + " ms ...");
        Listener listener = Listener.saslPlaintext("SASL", "PLAIN").maxReauthMs(SESSION_MS);
        Listener tls = Listener.saslSsl(TLS, "SCRAM-SHA-512").maxReauthMs(SESSION_MS);
        try (KafkaBroker broker = KafkaBroker.start("demo", listener, tls)) {
            broker.createTopic(TOPIC);
            new Demo(agent, broker).show();
        }
    }

    private void show() throws InterruptedException {
        say("Each run: ProducerPerformance, " + PER_SECOND + " records/s for " + SECONDS + " s, with retries=0 and"
                + " enable.idempotence=false");
        say("so that nothing hides a failed send.");
        Run without = run("without", java -> {});
        try (OtlpReceiver collector = OtlpReceiver.start()) {
            Run with = run("with", java -> attach(java, collector));
            Comparison.lines(without, with).forEach(Demo::say);
            if (without.failures() == 0) {
                say("(The run without the agent was lucky this time: no session ended at a bad moment.)");
            }
            List<String> wrong = new ArrayList<>(with.complaints());
            wrong.addAll(Trace.show(collector, Demo::say));
            if (!wrong.isEmpty()) {
                throw new DemoFailed(wrong);
            }
            say("With the agent: 0 failed sends, 0 ILLEGAL_SASL_STATE.");
            if (Backend.wanted()) {
                overTls(collector);
                Backend.show(collector.spans(), Demo::say);
            }
        }
    }

    private void attach(JavaCommand java, OtlpReceiver collector) {
        java.agent(agent, null)
                .env("OTEL_EXPORTER_OTLP_ENDPOINT", collector.endpoint())
                .env("OTEL_EXPORTER_OTLP_PROTOCOL", "http/protobuf")
                .env("OTEL_SERVICE_NAME", "producer-performance")
                .env("OTEL_TRACES_EXPORTER", "otlp");
    }

    /** A few sessions with every phase that there is. */
    private void overTls(OtlpReceiver collector) throws InterruptedException {
        Properties client = broker.clientProperties(TLS);
        client.setProperty("client.id", TLS_CLIENT);
        new PerfRun(TLS_CLIENT, client, TOPIC)
                .records(5L * PER_SECOND, PER_SECOND)
                .java(java -> attach(java, collector))
                .run(line -> {}, Duration.ofSeconds(60));
    }

    private Run run(String name, Consumer<JavaCommand> change) throws InterruptedException {
        say("");
        say("Running " + name + " the agent ...");
        Properties client = broker.clientProperties("SASL");
        client.setProperty("retries", "0");
        client.setProperty("enable.idempotence", "false");
        client.setProperty("client.id", "demo-" + name);
        long before = broker.illegalSaslStates();
        PerfResult result = new PerfRun("demo-" + name, client, TOPIC)
                .records((long) SECONDS * PER_SECOND, PER_SECOND)
                .java(change)
                .run(line -> say("  " + line), Duration.ofSeconds(60));
        return new Run(result, broker.illegalSaslStates() - before);
    }

    private static void say(String line) {
        System.out.println(line);
        System.out.flush();
    }
}
