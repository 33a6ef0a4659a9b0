package io.kafkalifeline.smoke.refusal;

import io.kafkalifeline.smoke.broker.KafkaBroker;
import io.kafkalifeline.smoke.broker.Listener;
import io.kafkalifeline.smoke.refusal.client.RefusedClients;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;

/** A real broker, a topic that is fed all the time, and the processes that meet a refusal there at the same time. */
final class RefusalStage implements AutoCloseable {
    /** Longer than {@link RefusalRun#SILENT_MS} beyond the 10 s in which everybody is to work again. */
    private static final long OBSERVED_MS = 20_000;

    private static final long SESSION_MS = 4_000;
    private static final long LONGER_THAN_TOKENS_MS = 20_000;

    private final KafkaBroker broker;
    private final Feed feed;

    private RefusalStage(KafkaBroker broker) {
        this.broker = broker;
        feed = Feed.to(broker.clientProperties("FEED").getProperty("bootstrap.servers"));
    }

    static RefusalStage set() {
        KafkaBroker broker = KafkaBroker.start(
                "refusals",
                Listener.plaintext("FEED"),
                Listener.saslPlaintext(Refusal.PLAIN, "PLAIN").maxReauthMs(SESSION_MS),
                Listener.saslPlaintext(Refusal.TOKENS, "OAUTHBEARER").maxReauthMs(LONGER_THAN_TOKENS_MS));
        broker.createTopic(RefusedClients.FEED);
        broker.createTopic(RefusedClients.SENT);
        return new RefusalStage(broker);
    }

    /**
     * Lets clients of all these releases meet the refusal at the same time, each release in a process of its own.
     *
     * @param wanted the kinds of clients
     * @param count how many clients of each kind
     */
    List<Cell> play(List<String> releases, boolean agent, Refusal refusal, Predicate<String> wanted, int count)
            throws InterruptedException {
        List<RefusalRun> runs = new ArrayList<>();
        try {
            for (String release : releases) {
                runs.add(RefusalRun.start(broker, release, agent, refusal, wanted, count));
            }
            runs.forEach(RefusalRun::awaitUp);
            runs.forEach(RefusalRun::refuse);
            Thread.sleep(refusal.lastsMs());
            runs.forEach(RefusalRun::good);
            Thread.sleep(OBSERVED_MS);
            List<Cell> cells = new ArrayList<>();
            runs.forEach(RefusalRun::askForReport);
            runs.forEach(run -> cells.addAll(run.report()));
            cells.forEach(cell -> System.out.print(cell.row()));
            return cells;
        } finally {
            runs.forEach(RefusalRun::close);
        }
    }

    @Override
    public void close() {
        feed.close();
        broker.close();
    }
}
