package io.kafkalifeline.smoke.scenario;

import io.kafkalifeline.smoke.Workspace;
import io.kafkalifeline.smoke.msk.CredentialSource;
import io.kafkalifeline.smoke.msk.KafkaCluster;
import java.io.IOException;
import java.nio.file.Path;
import java.time.LocalTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;

/** A cluster and a credential source on which scenarios are played, one after the other. */
final class Stage implements AutoCloseable {
    private static final DateTimeFormatter HOME = DateTimeFormatter.ofPattern("HHmmss-");

    private final Path home;
    private final CredentialSource credentials = new CredentialSource();
    private final KafkaCluster cluster;
    private final List<Row> rows = new ArrayList<>();
    private int number;
    private Clients clients;

    private Stage(Path home) {
        this.home = home;
        try {
            cluster = KafkaCluster.start(home);
        } catch (RuntimeException e) {
            // Its server would keep this JVM alive.
            credentials.close();
            throw e;
        }
    }

    static Stage set() {
        Path home =
                Workspace.directory("scenarios/" + LocalTime.now(ZoneOffset.UTC).format(HOME)
                        + ProcessHandle.current().pid());
        System.out.println("logs, journals and results.tsv: " + home);
        return new Stage(home);
    }

    /** @param agent the jar; null for a run without */
    List<Row> play(Scenario scenario, Options options, Path agent)
            throws IOException, InterruptedException, ExecutionException {
        List<Row> more = new Run(new Fixture(cluster, credentials), scenario, options, agent, home, ++number)
                .execute(this::company);
        if (agent == null || more.stream().anyMatch(row -> !row.complaints().isEmpty())) {
            clients.retire();
        }
        more.forEach(row -> System.out.println(Table.text(row)));
        rows.addAll(more);
        Table.write(home.resolve("results.tsv"), rows);
        return more;
    }

    private Clients company(Clients.Cast cast) {
        if (clients != null && !clients.fits(cast)) {
            clients.close();
            clients = null;
        }
        if (clients == null) {
            clients = Clients.start(cast, "clients-" + number, cluster.hostsFile(), home);
        }
        return clients;
    }

    @Override
    public void close() {
        if (clients != null) {
            clients.close();
        }
        cluster.close();
        credentials.close();
    }
}
