package io.kafkalifeline.diagnosis;

import static org.assertj.core.api.Assertions.assertThat;

import io.kafkalifeline.init.Failure;
import io.kafkalifeline.init.Target;
import org.junit.jupiter.api.Test;

/** An established connection that went quiet is why calls time out. */
class SilenceTest {
    private static final Target ONE = ObservedBroker.target("1", "b-1.example");
    private static final Target TWO = ObservedBroker.target("2", "b-2.example");

    private final ObservedBroker clients = new ObservedBroker();
    private final BrokerMemory memory = clients.memory;
    private final Silence silence = memory.silences().of(ONE);

    @Test
    void aRequestThatWaitsForItsAnswerIsACauseAndSoIsTheLastDisconnect() {
        ask("Produce");
        clients.passMs(30_000);
        silence.ended("request timeout", clients.nanoTime());
        clients.passMs(1_000);
        ask("Produce");
        clients.passMs(2_000);
        memory.ready(ONE);

        assertThat(memory.explain("1", "b-1.example", 9098))
                .startsWith("broker b-1.example:9098 (id 1) has not answered a Produce request for 2.0 s;"
                        + " last disconnect: request timeout, 3.0 s ago (an established connection that goes quiet:");
    }

    @Test
    void aConnectionThatTimedOutIsACauseBeforeTheNextOneIsAsked() {
        ask("Produce");
        clients.passMs(30_000);
        silence.ended("request timeout", clients.nanoTime());
        clients.passMs(3_000);

        assertThat(memory.explain())
                .startsWith("broker b-1.example:9098 (id 1) was disconnected: request timeout, 3.0 s ago,"
                        + " while a Produce request had waited for 30 s");
    }

    @Test
    void theOldestRequestCountsUntilItIsAnswered() {
        ask("OffsetCommit");
        clients.passMs(20_000);
        ask("Heartbeat");
        clients.passMs(8_000);
        assertThat(memory.explain()).contains("has not answered an OffsetCommit request for 28 s");

        silence.answered(clients.nanoTime());
        assertThat(memory.explain()).contains("has not answered a Heartbeat request for 8.0 s");

        silence.answered(clients.nanoTime());
        assertThat(memory.explain()).isNull();
    }

    @Test
    void aBrokerThatWaitsOnPurposeOwesNothing() {
        silence.asked("Fetch", true, clients.nanoTime());
        clients.passMs(20_000);

        assertThat(memory.explain()).isNull();
    }

    @Test
    void aRequestThatIsNeverAnsweredIsNotWaitedFor() {
        ask("Produce");
        silence.sentForNoAnswer();
        clients.passMs(20_000);

        assertThat(memory.explain()).isNull();
    }

    @Test
    void aConnectionThatNothingWaitedOnMayEnd() {
        silence.ended("closed by the broker or on the way", clients.nanoTime());

        assertThat(memory.explain()).isNull();
    }

    @Test
    void aConnectionThatIsClosedAtOnceDidNotGoQuiet() {
        ask("Produce");
        clients.passMs(20);
        silence.ended("closed by the broker or on the way", clients.nanoTime());

        assertThat(memory.explain())
                .contains(
                        "while a Produce request had waited for 0.0 s (an established connection that is closed while")
                .doesNotContain("quiet");
    }

    @Test
    void aConnectionThatEndsInItsSetupWasNeverEstablished() {
        silence.asked("ApiVersions", true, clients.nanoTime());
        silence.ended("closed by the broker or on the way", clients.nanoTime());

        assertThat(memory.explain()).isNull();
    }

    @Test
    void aDisconnectIsForgottenTenSecondsAfterwardsWhereTheBrokerHasAnsweredSince() {
        ask("Produce");
        silence.ended("request timeout", clients.nanoTime());
        ask("Metadata");
        clients.passMs(100);
        silence.answered(clients.nanoTime());

        clients.passMs(9_000);
        assertThat(memory.explain()).contains("request timeout");
        clients.passMs(2_000);
        assertThat(memory.explain()).isNull();
    }

    @Test
    void missingMetadataIsExplainedByMetadataRequestsOnlyAndABatchByItsOwnLeader() {
        memory.ready(ONE);
        ask("Produce");
        clients.passMs(20_000);
        assertThat(memory.explainUnlessConnected()).isNull();
        assertThat(memory.explain("2", "b-2.example", 9098)).isNull();

        memory.silences().of(TWO).asked("Metadata", false, clients.nanoTime());
        clients.passMs(5_000);
        assertThat(memory.explainUnlessConnected())
                .contains("b-2.example:9098 (id 2) has not answered a Metadata request for 5.0 s")
                .doesNotContain("Produce");
    }

    @Test
    void aDeadNetworkThreadIsTheCause() throws Exception {
        Thread thread = new Thread(() -> {
            memory.thread().drives();
            memory.thread().broke(new OutOfMemoryError("Java heap space"));
        });
        thread.setName("kafka-producer-network-thread | p");
        thread.start();
        thread.join();

        assertThat(memory.explain())
                .startsWith("the client's network thread kafka-producer-network-thread | p has died of"
                        + " OutOfMemoryError: Java heap space (give this JVM more heap");
        assertThat(memory.explainUnlessConnected()).contains("has died");
    }

    @Test
    void aHeapThatWasAskedForWhatIsNoLengthIsNotTooSmall() throws Exception {
        Thread thread = new Thread(() -> {
            memory.thread().drives();
            memory.thread().misread(TWO, new Failure("wrong_protocol", "the broker answered with HTTP"));
            memory.thread().broke(new OutOfMemoryError("Java heap space"));
        });
        thread.start();
        thread.join();

        assertThat(memory.explain())
                .contains("of an answer of broker b-2.example:9098 (id 2) for its length")
                .contains("make a new one; this port speaks HTTP; is it the wrong port?)")
                .doesNotContain("more heap");
    }

    private void ask(String api) {
        silence.asked(api, false, clients.nanoTime());
    }
}
