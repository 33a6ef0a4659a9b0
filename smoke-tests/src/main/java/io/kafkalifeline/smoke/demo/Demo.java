package io.kafkalifeline.smoke.demo;

import io.kafkalifeline.smoke.Agent;
import io.kafkalifeline.smoke.Workspace;
import io.kafkalifeline.smoke.broker.KafkaBroker;
import io.kafkalifeline.smoke.broker.Listener;
import io.kafkalifeline.smoke.otlp.OtlpReceiver;
import io.kafkalifeline.smoke.perf.PerfResult;
import io.kafkalifeline.smoke.perf.PerfRun;
import io.kafkalifeline.smoke.process.JavaCommand;
import io.kafkalifeline.smoke.process.Pauses;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Properties;

/**
 * Kafka's own ProducerPerformance on sessions of 936 ms, without and with the agent, side by side, and what the agent
 * told a collector meanwhile. Throws {@link DemoFailed} if the run with the agent shows a failure. {@code --agent
 * none,PATH,built} puts another jar beside; the last is looked at more closely.
 */
public final class Demo {
    private static final long SESSION_MS = 936;
    private static final int SECONDS = 20;
    private static final int PER_SECOND = 500;
    private static final String TOPIC = "demo";
    private static final String LISTENER = "SASL";
    private static final String TLS = "SASL_SSL";
    private static final int ATTEMPTS = 3;
    static final String TLS_CLIENT = "demo-tls";

    private final KafkaBroker broker;

    private Demo(KafkaBroker broker) {
        this.broker = broker;
    }

    public static void main(String[] args) throws InterruptedException {
        List<Agent> agents = Agent.parse(args.length > 1 && args[0].equals("--agent") ? args[1] : "none,built");
        say("");
        say("== Kafka Lifeline: the same producer without and with the agent ==");
        say("Starting a Kafka " + Workspace.BROKER_VERSION + " broker whose SASL sessions last " + SESSION_MS
                + " ms ...");
        Listener listener = Listener.saslPlaintext(LISTENER, "PLAIN").maxReauthMs(SESSION_MS);
        Listener tls = Listener.saslSsl(TLS, "SCRAM-SHA-512").maxReauthMs(SESSION_MS);
        try (KafkaBroker broker = KafkaBroker.start("demo", listener, tls)) {
            broker.createTopic(TOPIC);
            new Demo(broker).show(agents);
        }
    }

    private void show(List<Agent> agents) throws InterruptedException {
        say("Each run: ProducerPerformance, " + PER_SECOND + " records/s for " + SECONDS + " s, with retries=0 and"
                + " enable.idempotence=false");
        say("so that nothing hides a failed send.");
        List<Run> runs = new ArrayList<>();
        Agent last = agents.get(agents.size() - 1);
        try (OtlpReceiver collector = OtlpReceiver.start();
                OtlpReceiver ofOthers = OtlpReceiver.start()) {
            for (Agent agent : agents) {
                runs.add(undisturbed(agent, agent.equals(last) ? collector : ofOthers));
            }
            Comparison.lines(runs).forEach(Demo::say);
            if (runs.stream().anyMatch(run -> !run.agent().attached() && run.failures() == 0)) {
                say("(The run without the agent was lucky this time: no session ended at a bad moment.)");
            }
            List<String> wrong = new ArrayList<>();
            runs.stream().filter(run -> run.agent().attached()).forEach(run -> wrong.addAll(run.complaints()));
            wrong.addAll(Trace.show(collector, Demo::say));
            if (!wrong.isEmpty()) {
                throw new DemoFailed(wrong);
            }
            say("With the agent: 0 failed sends, 0 ILLEGAL_SASL_STATE.");
            if (Backend.wanted()) {
                overTls(last, collector);
                Backend.show(collector.spans(), Demo::say);
            }
        }
    }

    private static void attach(JavaCommand java, Agent agent, OtlpReceiver collector) {
        java.agent(agent.jar(), null)
                .env("OTEL_EXPORTER_OTLP_ENDPOINT", collector.endpoint())
                .env("OTEL_EXPORTER_OTLP_PROTOCOL", "http/protobuf")
                .env("OTEL_SERVICE_NAME", "producer-performance")
                .env("OTEL_TRACES_EXPORTER", "otlp");
    }

    /** A few sessions with every phase that there is. */
    private void overTls(Agent agent, OtlpReceiver collector) throws InterruptedException {
        Properties client = broker.clientProperties(TLS);
        client.setProperty("client.id", TLS_CLIENT);
        new PerfRun(TLS_CLIENT, client, TOPIC)
                .records(5L * PER_SECOND, PER_SECOND)
                .java(java -> attach(java, agent, collector))
                .run(line -> {}, Duration.ofSeconds(60));
    }

    /** Again where the machine kept the broker from running for so long that sessions ended. */
    private Run undisturbed(Agent agent, OtlpReceiver collector) throws InterruptedException {
        for (int attempt = 1; ; attempt++) {
            long killedBefore = broker.expiredConnectionsKilled(LISTENER);
            broker.longestPause();
            try (Pauses own = Pauses.measured()) {
                Run run = run(agent, collector);
                Duration pause = Collections.max(List.of(own.longest(), broker.longestPause()));
                boolean ended = broker.expiredConnectionsKilled(LISTENER) > killedBefore;
                if (!agent.attached()
                        || run.complaints().isEmpty()
                        || !ended
                        || pause.compareTo(Pauses.ENDS_SESSIONS) <= 0
                        || attempt == ATTEMPTS) {
                    return run;
                }
                say("(This machine paused for " + pause.toMillis() + " ms, which ended a session. Once more.)");
            }
        }
    }

    private Run run(Agent agent, OtlpReceiver collector) throws InterruptedException {
        String name = agent.title().replace(' ', '-');
        say("");
        say("Running " + agent.title() + " ...");
        Properties client = broker.clientProperties(LISTENER);
        client.setProperty("retries", "0");
        client.setProperty("enable.idempotence", "false");
        client.setProperty("client.id", "demo-" + name);
        long before = broker.illegalSaslStates();
        PerfResult result = new PerfRun("demo-" + name, client, TOPIC)
                .records((long) SECONDS * PER_SECOND, PER_SECOND)
                .java(java -> {
                    if (agent.attached()) {
                        attach(java, agent, collector);
                    }
                })
                .run(line -> say("  " + line), Duration.ofSeconds(60));
        return new Run(agent, result, broker.illegalSaslStates() - before);
    }

    private static void say(String line) {
        System.out.println(line);
        System.out.flush();
    }
}
