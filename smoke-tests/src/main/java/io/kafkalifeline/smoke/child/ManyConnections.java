package io.kafkalifeline.smoke.child;

import io.kafkalifeline.smoke.process.Pauses;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadInfo;
import java.lang.management.ThreadMXBean;
import java.util.ArrayList;
import java.util.List;
import java.util.Properties;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import org.apache.kafka.clients.ApiVersions;
import org.apache.kafka.clients.ClientResponse;
import org.apache.kafka.clients.ClientUtils;
import org.apache.kafka.clients.MetadataRecoveryStrategy;
import org.apache.kafka.clients.NetworkClient;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.common.Node;
import org.apache.kafka.common.metrics.Metrics;
import org.apache.kafka.common.network.Selector;
import org.apache.kafka.common.requests.MetadataRequest;
import org.apache.kafka.common.utils.LogContext;
import org.apache.kafka.common.utils.Time;

/**
 * As many connections as one likes to one broker, each with a small request twice a second: {@code properties-file
 * connections}. A producer has one connection to a broker and needs a thread and megabytes for it; these are Kafka's own
 * {@link NetworkClient}s below it, which take one broker for many. Prints {@code all connected}; on {@code renewed}, how
 * many sessions were renewed; on {@code count} and at the end, on {@code stop}, {@code counted} and the numbers.
 */
public final class ManyConnections {
    private static final int CREWS = 4;
    private static final long PERIOD_MS = 500;
    private static final long QUIET_MS = 2500;
    private static final String RENEWED = "successful-reauthentication-total";
    private static final List<String> TELEMETRY =
            List.of("kafka-lifeline", "BatchSpanProcessor", "PeriodicMetricReader");

    private final List<Crew> crews = new ArrayList<>();
    private final Pauses pauses = Pauses.measured();
    private volatile boolean stopped;

    private ManyConnections(Properties properties, int connections) {
        for (int i = 0; i < CREWS; i++) {
            crews.add(new Crew(properties, i, connections / CREWS));
        }
    }

    public static void main(String[] args) throws InterruptedException {
        ManyConnections all = new ManyConnections(ClientFile.read(args[0]), Integer.parseInt(args[1]));
        ParentLine.listen(all::obey);
        all.run();
    }

    private void run() throws InterruptedException {
        crews.forEach(Thread::start);
        while (crews.stream().anyMatch(crew -> crew.connected.size() < crew.nodes.size())) {
            Thread.sleep(50);
        }
        System.out.println("all connected");
        for (Crew crew : crews) {
            crew.join();
        }
        count();
        crews.forEach(crew -> crew.client.close());
    }

    private void obey(String command) {
        if (command.equals("stop")) {
            stopped = true;
        } else if (command.equals("renewed")) {
            System.out.println("renewed " + sum(RENEWED));
        } else if (command.equals("count")) {
            count();
        }
    }

    private void count() {
        System.gc();
        pauses.tell();
        System.out.println("counted renewed=" + sum(RENEWED) + " not-renewed="
                + sum("failed-reauthentication-total") + " connected=" + sum("connection-creation-total") + " closed="
                + sum("connection-close-total") + " answered="
                + crews.stream().mapToLong(crew -> crew.answered.get()).sum() + " lost="
                + crews.stream().mapToLong(crew -> crew.lost.get()).sum() + " telemetry-cpu-ms=" + telemetryCpuMs()
                + " heap-kb="
                + ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed() / 1024);
    }

    private long sum(String metric) {
        return crews.stream().mapToLong(crew -> crew.metric(metric)).sum();
    }

    private static long telemetryCpuMs() {
        ThreadMXBean threads = ManagementFactory.getThreadMXBean();
        long nanos = 0;
        for (long id : threads.getAllThreadIds()) {
            ThreadInfo info = threads.getThreadInfo(id);
            if (info != null && TELEMETRY.stream().anyMatch(info.getThreadName()::startsWith)) {
                nanos += Math.max(0, threads.getThreadCpuTime(id));
            }
        }
        return nanos / 1_000_000;
    }

    /** Some of the connections, and the thread that drives them. */
    private final class Crew extends Thread {
        private final Metrics metrics = new Metrics();
        private final NetworkClient client;
        private final List<Node> nodes = new ArrayList<>();
        private final long[] dueMs;
        private final Set<String> connected = ConcurrentHashMap.newKeySet();
        private final AtomicLong answered = new AtomicLong();
        private final AtomicLong lost = new AtomicLong();

        Crew(Properties properties, int number, int connections) {
            super("crew-" + number);
            LogContext log = new LogContext();
            String clientId = properties.getProperty("client.id") + "-" + number;
            Selector selector = new Selector(
                    600_000,
                    metrics,
                    Time.SYSTEM,
                    "many",
                    ClientUtils.createChannelBuilder(new AdminClientConfig(properties), Time.SYSTEM, log),
                    log);
            client = new NetworkClient(
                    selector,
                    new NoMetadata(nodes),
                    clientId,
                    1,
                    50,
                    1000,
                    -1,
                    -1,
                    30_000,
                    10_000,
                    30_000,
                    Time.SYSTEM,
                    true,
                    new ApiVersions(),
                    log,
                    MetadataRecoveryStrategy.NONE);
            String[] server = properties.getProperty("bootstrap.servers").split(":", 2);
            dueMs = new long[connections];
            long now = System.currentTimeMillis();
            for (int i = 0; i < connections; i++) {
                nodes.add(new Node(number * connections + i, server[0], Integer.parseInt(server[1])));
                dueMs[i] = now + i * PERIOD_MS / connections;
            }
        }

        @Override
        public void run() {
            while (!stopped) {
                long now = System.currentTimeMillis();
                for (int i = 0; i < dueMs.length; i++) {
                    if (dueMs[i] <= now && client.ready(nodes.get(i), now)) {
                        ask(nodes.get(i), now);
                        dueMs[i] = now + PERIOD_MS;
                    }
                }
                client.poll(10, now).forEach(this::take);
            }
            pollUntilNothingIsRenewed();
        }

        /**
         * A session that is being renewed right now would be counted by some and not by others; an idle one is renewed once
         * more.
         */
        private void pollUntilNothingIsRenewed() {
            long renewed = metric(RENEWED);
            long since = System.currentTimeMillis();
            while (System.currentTimeMillis() - since < QUIET_MS) {
                client.poll(10, System.currentTimeMillis()).forEach(this::take);
                long renewedNow = metric(RENEWED);
                if (renewedNow > renewed) {
                    renewed = renewedNow;
                    since = System.currentTimeMillis();
                }
            }
        }

        private void ask(Node node, long now) {
            MetadataRequest.Builder request = new MetadataRequest.Builder(List.of(), false);
            client.send(client.newClientRequest(node.idString(), request, now, true), now);
        }

        private void take(ClientResponse response) {
            if (response.hasResponse()) {
                answered.incrementAndGet();
                connected.add(response.destination());
            } else {
                lost.incrementAndGet();
            }
        }

        long metric(String name) {
            return metrics.metrics().entrySet().stream()
                    .filter(one -> one.getKey().name().equals(name)
                            && one.getKey().tags().isEmpty())
                    .mapToLong(one -> Math.round((Double) one.getValue().metricValue()))
                    .sum();
        }
    }
}
