package io.kafkalifeline.hooks.renewal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.kafkalifeline.hooks.link.Client;
import io.kafkalifeline.session.Request;
import io.kafkalifeline.session.Step;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.common.utils.Time;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What one connection has wrong is not what the others have to suffer. */
class RenewalPollTest {
    private static final long AN_HOUR_MS = TimeUnit.HOURS.toMillis(1);

    private final RunningClient running = new RunningClient();
    private final Client client = Client.of(running.networkClient);
    private final RenewedClient renewed = RenewedClient.of(client);
    private final List<String> lookedAt = new ArrayList<>();
    private boolean broken;

    @AfterEach
    void close() {
        running.close();
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 2})
    void aConnectionThatFailsLeavesTheOthersTheirTurnInEveryPoll(int bad) {
        for (int i = 0; i < 3; i++) {
            session(Integer.toString(i), i == bad);
        }
        broken = true;
        for (int poll = 0; poll < 3; poll++) {
            lookedAt.clear();
            assertThat((Long) RenewalPoll.before(running.selector, renewed, AN_HOUR_MS))
                    .as("the next renewal of the others ends the poll")
                    .isLessThan(60_000);
            assertThat(lookedAt).contains("0", "1", "2");
            lookedAt.clear();
            assertThatThrownBy(() -> RenewalPoll.after(running.selector, renewed))
                    .as("the operator is told")
                    .hasMessage("bad connection");
            assertThat(lookedAt).contains("0", "1", "2");
        }
        broken = false;
        RenewalPoll.before(running.selector, renewed, AN_HOUR_MS);
        assertThatCode(() -> RenewalPoll.after(running.selector, renewed)).doesNotThrowAnyException();
    }

    @Test
    void anErrorOfOneConnectionLeavesTheOthersTheirTurnToo() {
        running.session(client, "bad", new StubTime(() -> {
            throwIfBroken(new NoClassDefFoundError("gone"));
            return Time.SYSTEM.nanoseconds();
        }));
        session("good", false);
        broken = true;

        RenewalPoll.before(running.selector, renewed, AN_HOUR_MS);

        assertThat(lookedAt).contains("good");
        lookedAt.clear();
        assertThatThrownBy(() -> RenewalPoll.after(running.selector, renewed)).isInstanceOf(NoClassDefFoundError.class);
        assertThat(lookedAt).contains("good");
    }

    @Test
    void aClientThatIsBeingClosedIsNotAskedToProbe() {
        SessionGate gate = running.session(client, "1", Time.SYSTEM);
        long now = Time.SYSTEM.nanoseconds();
        gate.renewal().queued(Request.of(0, 100, 0, false));
        gate.renewal().written(now);
        gate.renewal().sent(now);
        assertThat(gate.renewal().at(now, Request.NONE).kind()).isEqualTo(Step.Kind.PROBE);

        running.networkClient.initiateClose();
        ReadProbe.beforePoll(running.networkClient, renewed, Time.SYSTEM.milliseconds());

        assertThatCode(() -> renewed.failure().tell()).doesNotThrowAnyException();
        assertThat(renewed.probes()).isZero();
    }

    private void session(String nodeId, boolean bad) {
        running.session(client, nodeId, new StubTime(() -> {
            lookedAt.add(nodeId);
            if (bad) {
                throwIfBroken(new IllegalStateException("bad connection"));
            }
            return Time.SYSTEM.nanoseconds();
        }));
    }

    private <T extends Throwable> void throwIfBroken(T thrown) throws T {
        if (broken) {
            throw thrown;
        }
    }
}
