package io.kafkalifeline.smoke.scenario.chaos;

import io.kafkalifeline.smoke.Workspace;
import io.kafkalifeline.smoke.msk.CredentialSource;
import io.kafkalifeline.smoke.msk.KafkaCluster;
import io.kafkalifeline.smoke.scenario.Accounting;
import io.kafkalifeline.smoke.scenario.Clients;
import io.kafkalifeline.smoke.scenario.Feeder;
import io.kafkalifeline.smoke.scenario.Footprints;
import io.kafkalifeline.smoke.scenario.Journal;
import io.kafkalifeline.smoke.scenario.LogReader;
import io.kafkalifeline.smoke.scenario.Row;
import io.kafkalifeline.smoke.scenario.Scenario;
import io.kafkalifeline.smoke.scenario.WrittenLog;
import java.io.IOException;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.Random;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AlterConfigOp;
import org.apache.kafka.clients.admin.ConfigEntry;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.common.config.ConfigResource;

/**
 * Clients of every kind live through what {@link BrokerFaults} and {@link SessionFaults} do at the same time. After the
 * last fault each gets a while to work again; then all stop, and what each was told is compared with the log.
 */
final class Chaos {
    static final String PREFIX = "chaos";
    private static final int PARTITIONS = 3;
    private static final short REPLICAS = 3;
    private static final int NEW_TOPIC_EVERY_S = 30;
    private static final double CALM_S = 60;
    private static final DateTimeFormatter HOME = DateTimeFormatter.ofPattern("HHmmss-");

    private final double minutes;
    private final long seed;
    private final int perSecond;
    private final Path agent;
    private final String agentOptions;
    private final String release;
    private final Footprints footprints = new Footprints();

    /** @param agent the jar; null for a run without */
    Chaos(double minutes, long seed, int perSecond, Path agent, String agentOptions, String release) {
        this.minutes = minutes;
        this.seed = seed;
        this.perSecond = perSecond;
        this.agent = agent;
        this.agentOptions = agentOptions;
        this.release = release;
    }

    /** Prints and leaves the report, too. */
    ChaosReport run() throws IOException, InterruptedException, ExecutionException {
        Path home = Workspace.directory("chaos/" + LocalTime.now(ZoneOffset.UTC).format(HOME) + seed);
        System.out.println("seed " + seed + ", " + minutes + " min; report, logs and journals: " + home);
        try (CredentialSource credentials = new CredentialSource();
                KafkaCluster cluster = KafkaCluster.startReplicated(home)) {
            prepareTopics(cluster);
            prepareClient(cluster, home);
            Random random = new Random(seed);
            List<Faults> faults = List.of(
                    new BrokerFaults(cluster, new Random(random.nextLong())),
                    new SessionFaults(cluster, credentials, new Random(random.nextLong())));
            ChaosReport report = new ChaosReport(seed, minutes, agent != null, release);
            try (Clients clients = Clients.start(cast(credentials), "clients", cluster.hostsFile(), home)) {
                play(cluster, clients, home, faults, report);
                report.end(clients.ended(), clients.threadsLeft());
            }
            account(report, cluster, home, faults);
            Files.writeString(home.resolve("report.md"), report.text());
            System.out.println(report.text());
            return report;
        }
    }

    private void play(KafkaCluster cluster, Clients clients, Path home, List<Faults> faults, ChaosReport report)
            throws InterruptedException {
        Feeder feeder = new Feeder(patient(cluster), PREFIX + "-feed", perSecond);
        clients.play(home, PREFIX, perSecond, 40, Scenario.ALL_KINDS);
        faults.forEach(Faults::start);
        watch(clients, faults, minutes * 60);
        for (Faults each : faults) {
            each.stop();
            if (each.failure() != null) {
                // The accounts of what was played until then are still worth something.
                report.fixtureFailed(each.failure(), footprints.looks().size());
            }
        }
        System.out.println("the last fault is over");
        watch(clients, List.of(), CALM_S);
        clients.stop(feeder.stop());
    }

    private void watch(Clients clients, List<Faults> faults, double seconds) throws InterruptedException {
        long end = System.nanoTime() + (long) (seconds * 1e9);
        while (System.nanoTime() - end < 0) {
            footprints.look(clients.process());
            if (!clients.process().alive()) {
                throw new IllegalStateException("the clients have died");
            }
            if (faults.stream().anyMatch(each -> each.failure() != null)) {
                return;
            }
            TimeUnit.MILLISECONDS.sleep(200);
        }
    }

    private void account(ChaosReport report, KafkaCluster cluster, Path home, List<Faults> faults) {
        Accounting accounting = Accounting.of(PREFIX, agent != null, log(cluster));
        for (String kind : Scenario.ALL_KINDS) {
            Journal journal = Journal.read(home.resolve(kind + ".journal"));
            Row row = accounting.row(journal);
            report.client(row, journal);
        }
        faults.forEach(each -> report.happened(each.counts()));
        report.process(footprints.looks());
    }

    private static WrittenLog log(KafkaCluster cluster) {
        return LogReader.read(cluster.internal(), PREFIX);
    }

    private Clients.Cast cast(CredentialSource credentials) {
        return new Clients.Cast(
                agent, agentOptions, release, "2.3.9", "warn", false, credentials.endpointEnvironment());
    }

    private static Map<String, Object> patient(KafkaCluster cluster) {
        Map<String, Object> settings = new java.util.HashMap<>(cluster.internal());
        settings.put("delivery.timeout.ms", "600000");
        settings.put("max.block.ms", "600000");
        settings.put("request.timeout.ms", "15000");
        return settings;
    }

    private static void prepareClient(KafkaCluster cluster, Path home) throws IOException {
        Properties client = cluster.clientProperties(KafkaCluster.IAM_FAR, "");
        client.setProperty(Journal.DELIVERY_TIMEOUT, "120000");
        client.setProperty(Journal.REQUEST_TIMEOUT, "15000");
        client.setProperty(Journal.MAX_BLOCK, "90000");
        // What only one broker has acknowledged is lost with it: no client can help that.
        client.setProperty(Journal.ACKS, "all");
        client.setProperty(Journal.NEW_TOPIC_EVERY, Integer.toString(NEW_TOPIC_EVERY_S));
        client.setProperty(Journal.MAKES_ANEW, "true");
        try (Writer out = Files.newBufferedWriter(home.resolve("client.properties"))) {
            client.store(out, null);
        }
    }

    private void prepareTopics(KafkaCluster cluster) throws InterruptedException, ExecutionException {
        try (Admin admin = Admin.create(cluster.internal())) {
            List<NewTopic> topics = new ArrayList<>();
            topics.add(new NewTopic(PREFIX + "-feed", PARTITIONS, REPLICAS));
            for (String kind : Scenario.ALL_KINDS) {
                topics.add(new NewTopic(PREFIX + "-" + kind, PARTITIONS, REPLICAS));
            }
            for (int i = 0; i <= (minutes * 60 + CALM_S) / NEW_TOPIC_EVERY_S + 20; i++) {
                topics.add(new NewTopic(PREFIX + "-newtopic-" + i, 1, REPLICAS));
            }
            admin.createTopics(topics).all().get();
            admin.incrementalAlterConfigs(Map.of(
                            new ConfigResource(ConfigResource.Type.GROUP, PREFIX + "-share"),
                            List.of(new AlterConfigOp(
                                    new ConfigEntry("share.auto.offset.reset", "earliest"), AlterConfigOp.OpType.SET))))
                    .all()
                    .get();
        }
    }
}
