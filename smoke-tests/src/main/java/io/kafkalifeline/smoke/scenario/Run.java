package io.kafkalifeline.smoke.scenario;

import io.kafkalifeline.smoke.process.ChildProcess;
import io.kafkalifeline.smoke.process.Pauses;
import java.io.IOException;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AlterConfigOp;
import org.apache.kafka.clients.admin.ConfigEntry;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.config.ConfigResource;
import org.apache.kafka.common.errors.RetriableException;

/** One scenario with one set of clients, with or without the agent. */
final class Run {
    static final int PARTITIONS = 3;
    private static final Duration LEADERS = Duration.ofSeconds(30);

    private final Fixture fixture;
    private final Scenario scenario;
    private final Options options;
    private final Path agent;
    private final String prefix;
    private final Path directory;
    private final Footprints footprints = new Footprints();

    /** @param agent the jar; null for a run without */
    Run(Fixture fixture, Scenario scenario, Options options, Path agent, Path home, int number) throws IOException {
        this.fixture = fixture;
        this.scenario = scenario;
        this.options = options;
        this.agent = agent;
        prefix = "r" + number + "-" + scenario.name() + (agent == null ? "-stock" : "-agent");
        directory = Files.createDirectories(home.resolve(prefix));
    }

    /** @param company finds or starts a process with that cast */
    List<Row> execute(Function<Clients.Cast, Clients> company)
            throws IOException, InterruptedException, ExecutionException {
        fixture.reset();
        fixture.cluster().follow(scenario.script());
        prepareTopics();
        scenario.steps().stream()
                .filter(step -> step.atS() < 0)
                .forEach(step -> step.action().accept(fixture));
        Clients clients = company.apply(cast());
        // Now that those of the last run are gone.
        BrokerCounts before = BrokerCounts.of(fixture.cluster());
        Feeder feeder = new Feeder(fixture.cluster().internal(), prefix + "-feed", perSecond());
        prepareClient();
        fixture.cluster().hiccupMs();
        long startHiccupMs;
        try (Pauses own = Pauses.measured()) {
            clients.play(directory, prefix, perSecond(), scenario.valueBytes(), kinds());
            startHiccupMs = Math.max(own.longest().toMillis(), fixture.cluster().hiccupMs());
        }
        long hiccupMs;
        // The slow network is in this process.
        try (Pauses own = Pauses.measured()) {
            followScenario(clients.process());
            hiccupMs = own.longest().toMillis();
        }
        clients.stop(feeder.stop());
        // Before sessions without end surprise a framework that ends with its JVM only.
        BrokerCounts counts = BrokerCounts.of(fixture.cluster()).since(before);
        fixture.reset();
        return book(counts, startHiccupMs, hiccupMs);
    }

    private List<Row> book(BrokerCounts counts, long startHiccupMs, long ownHiccupMs) {
        Accounting accounting = new Accounting(
                scenario,
                options.seconds(),
                agent != null,
                prefix,
                LogReader.read(fixture.cluster().internal(), prefix));
        List<Row> rows = new ArrayList<>();
        long hiccupMs = Math.max(ownHiccupMs, fixture.cluster().hiccupMs());
        for (String kind : kinds()) {
            Journal journal = Journal.read(directory.resolve(kind + ".journal"));
            hiccupMs = Math.max(hiccupMs, journal.number(Journal.PAUSE));
            rows.add(accounting.row(journal));
        }
        footprints.row(scenario, agent != null).ifPresent(rows::add);
        rows.add(counts.row(scenario, agent != null, startHiccupMs, hiccupMs));
        return rows;
    }

    private void followScenario(ChildProcess clients) throws InterruptedException {
        long start = System.nanoTime();
        double seconds = scenario.seconds(options.seconds());
        for (Scenario.Step step : scenario.steps()) {
            if (step.atS() >= 0 && step.atS() < seconds) {
                sleepUntil(clients, start, step.atS());
                step.action().accept(fixture);
            }
        }
        sleepUntil(clients, start, seconds);
    }

    private void sleepUntil(ChildProcess clients, long start, double seconds) throws InterruptedException {
        long end = start + (long) (seconds * 1e9);
        for (long left = end - System.nanoTime(); left > 0; left = end - System.nanoTime()) {
            footprints.look(clients);
            if (!clients.alive()) {
                throw new IllegalStateException("the clients have died:\n" + String.join("\n", clients.lines()));
            }
            TimeUnit.NANOSECONDS.sleep(Math.min(left, 200_000_000));
        }
    }

    private Clients.Cast cast() {
        return new Clients.Cast(
                agent,
                Stream.of(options.agentOptions(), scenario.agentOptions())
                        .filter(one -> !one.isEmpty())
                        .collect(Collectors.joining(",")),
                options.clients(),
                options.iamLibrary(),
                options.logLevel(),
                kinds().stream().anyMatch(Scenario.FRAMEWORKS::contains),
                scenario.usesCredentialsFile()
                        ? fixture.credentials().fileEnvironment()
                        : fixture.credentials().endpointEnvironment());
    }

    private void prepareClient() throws IOException {
        Properties client = fixture.cluster().clientProperties(scenario.listener(), scenario.iamOptions());
        client.setProperty(Journal.DELIVERY_TIMEOUT, Integer.toString(scenario.deliveryTimeoutMs()));
        try (Writer out = Files.newBufferedWriter(directory.resolve("client.properties"))) {
            client.store(out, null);
        }
    }

    private int perSecond() {
        return scenario.perSecond(options.perSecond());
    }

    private List<String> kinds() {
        Stream<String> frameworks =
                scenario.kinds().equals(Scenario.ALL_KINDS) ? Scenario.FRAMEWORKS.stream() : Stream.empty();
        return Stream.concat(scenario.kinds().stream(), frameworks)
                .filter(options::wants)
                .toList();
    }

    private void prepareTopics() throws InterruptedException, ExecutionException {
        try (Admin admin = Admin.create(fixture.cluster().internal())) {
            List<NewTopic> topics = new ArrayList<>();
            for (String kind : kinds()) {
                topics.add(new NewTopic(prefix + "-" + kind, PARTITIONS, (short) scenario.replicas()));
            }
            topics.add(new NewTopic(prefix + "-feed", PARTITIONS, (short) 1));
            if (kinds().contains("newtopic")) {
                for (int i = 0; i <= scenario.seconds(options.seconds()) / 2 + 20; i++) {
                    topics.add(new NewTopic(prefix + "-newtopic-" + i, 1, (short) 1));
                }
            }
            admin.createTopics(topics).all().get();
            awaitLeaders(admin, topics);
            Map<ConfigResource, java.util.Collection<AlterConfigOp>> fromTheStart = new HashMap<>();
            fromTheStart.put(
                    new ConfigResource(ConfigResource.Type.GROUP, prefix + "-share"),
                    List.of(new AlterConfigOp(
                            new ConfigEntry("share.auto.offset.reset", "earliest"), AlterConfigOp.OpType.SET)));
            admin.incrementalAlterConfigs(fromTheStart).all().get();
        }
    }

    /** A broker is told later than the controller's answer what it leads; a producer without retries would notice. */
    private static void awaitLeaders(Admin admin, List<NewTopic> topics)
            throws InterruptedException, ExecutionException {
        Map<TopicPartition, OffsetSpec> ends = new HashMap<>();
        for (NewTopic topic : topics) {
            for (int partition = 0; partition < topic.numPartitions(); partition++) {
                ends.put(new TopicPartition(topic.name(), partition), OffsetSpec.latest());
            }
        }
        long deadline = System.nanoTime() + LEADERS.toNanos();
        while (!areLed(admin, ends)) {
            if (System.nanoTime() - deadline > 0) {
                throw new IllegalStateException("no leaders for " + ends.keySet());
            }
        }
    }

    private static boolean areLed(Admin admin, Map<TopicPartition, OffsetSpec> ends)
            throws InterruptedException, ExecutionException {
        try {
            // Whoever asks for offsets of what is not known yet has a page of errors in its log.
            admin.describeTopics(ends.keySet().stream()
                            .map(TopicPartition::topic)
                            .distinct()
                            .toList())
                    .allTopicNames()
                    .get();
            admin.listOffsets(ends).all().get();
            return true;
        } catch (ExecutionException e) {
            if (e.getCause() instanceof RetriableException) {
                return false;
            }
            throw e;
        }
    }
}
