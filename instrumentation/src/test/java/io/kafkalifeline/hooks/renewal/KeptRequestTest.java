package io.kafkalifeline.hooks.renewal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.kafkalifeline.hooks.link.Client;
import io.kafkalifeline.hooks.link.Link;
import io.kafkalifeline.hooks.link.QueuedRequest;
import io.kafkalifeline.hooks.recovery.Recovery;
import io.kafkalifeline.hooks.recovery.UnsentRequest;
import io.kafkalifeline.session.AfterFailure.Failed;
import java.lang.reflect.Constructor;
import java.util.ArrayList;
import java.util.List;
import org.apache.kafka.clients.ClientRequest;
import org.apache.kafka.clients.ClientResponse;
import org.apache.kafka.common.Node;
import org.apache.kafka.common.network.KafkaChannel;
import org.apache.kafka.common.network.Send;
import org.apache.kafka.common.requests.AbstractRequest;
import org.apache.kafka.common.requests.MetadataRequest;
import org.apache.kafka.common.requests.RequestHeader;
import org.apache.kafka.common.utils.Time;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What was kept for another connection comes back to Kafka whatever goes wrong. */
class KeptRequestTest {
    private final RunningClient running = new RunningClient();
    private final Client client = Client.of(running.networkClient);
    private final Recovery recovery = Recovery.of(client);
    private final List<String> told = new ArrayList<>();

    @AfterEach
    void close() {
        running.close();
    }

    @Test
    void aNodeThatCannotEvenBeDialledHoldsUpNoOther() {
        keep(1);
        keep(2);
        keep(3);
        running.cannotBeDialled.add("2");

        UnsentRequest.beforePoll(running.networkClient, client, now());

        assertThat(running.selector.channel("1")).as("dialled").isNotNull();
        assertThat(running.selector.channel("3")).as("dialled").isNotNull();
        assertThat(responses()).as("comes back").containsExactly("2");
        assertThat(told).containsExactly("2");
        assertThat(recovery.keptRequests()).isEqualTo(2);
        assertThatThrownBy(this::responses).as("the operator is told").hasMessage("cannot dial 2");
    }

    @Test
    void aRequestThatCannotBeSentOnTheNewConnectionComesBackAtOnce() {
        keep(1);

        assertThatThrownBy(() -> UnsentRequest.ready(client, client.link("1")))
                .as("there is no connection to send it on")
                .isInstanceOf(IllegalStateException.class);

        assertThat(running.networkClient.inFlightRequestCount()).isZero();
        assertThat(responses()).containsExactly("1");
        assertThat(told).containsExactly("1");
        assertThat(recovery.keptRequests()).isZero();
    }

    @Test
    void aSenderThatFailsWhenToldKeepsNoOtherFromHearingOfIt() {
        keep(1, () -> {
            throw new IllegalStateException("sender failed");
        });
        keep(2);
        running.knows(3);

        UnsentRequest.beforePoll(running.networkClient, client, now());

        assertThat(responses()).containsExactly("1", "2");
        assertThat(told).containsExactly("1", "2");
        assertThatThrownBy(this::responses).as("the operator is told").hasMessage("sender failed");
        assertThatCode(this::responses).as("once").doesNotThrowAnyException();
    }

    @Test
    void aNodeThatIsNotOneOfTheClientsAnyMoreIsNotWaitedFor() {
        keep(1);
        running.knows(2);

        assertThat(responses()).containsExactly("1");
    }

    @Test
    void whatIsOverdueIsNotWaitedFor() {
        keep(1);

        UnsentRequest.beforePoll(running.networkClient, client, now() + 40_000);

        assertThat(responses()).containsExactly("1");
    }

    @Test
    void whatWaitsWhenTheHooksAreSwitchedOffComesBack() {
        keep(1);
        keep(2);

        UnsentRequest.switchedOff(client);

        assertThat(responses()).containsExactly("1", "2");
        assertThat(told).containsExactly("1", "2");
    }

    @Test
    void aNodeThatTheClientGivesUpIsNotWaitedFor() {
        keep(1);

        recovery.givenUp(client, "1");

        assertThat(responses()).containsExactly("1");
        assertThat(told).containsExactly("1");
    }

    @Test
    void aConnectionThatCannotBeBegunGivesBackWhatWaitsForIt() {
        keep(1);

        recovery.connectCalled(client, new Node(1, "127.0.0.1", 1));

        assertThat(responses()).containsExactly("1");
    }

    @Test
    void aClosedClientIsToldOfNothingAndKeepsNothing() {
        keep(1);

        recovery.closed(client);

        assertThat(recovery.keptRequests()).isZero();
        assertThat(client.link("1").kept()).isNull();
        assertThat(responses()).isEmpty();
    }

    /** A JoinGroup, say, for which another broker, or the same one later, can be asked anew. */
    @Test
    void aConnectionThatEndsAgainGivesBackWhatWasKeptBeforeWhatIsNewer() {
        keep(1);
        Object newer = inFlight("1", () -> {});

        Iterable<Object> cancelled = UnsentRequest.cancelled(client, client.link("1"), List.of(newer));

        assertThat(cancelled).hasSize(2).last().isSameAs(newer);
        assertThat(recovery.keptRequests()).isZero();
    }

    /** The nodes whose requests the poll gives back. */
    private List<String> responses() {
        List<ClientResponse> responses = UnsentRequest.afterPoll(running.networkClient, client, List.of(), now());
        return responses == null
                ? List.of()
                : responses.stream().map(ClientResponse::destination).toList();
    }

    private void keep(int node) {
        keep(node, () -> {});
    }

    /** The renewal of that node's connection fails while a request waits behind it. */
    private void keep(int nodeNumber, Runnable whenTold) {
        String node = Integer.toString(nodeNumber);
        running.knows(1, 2, 3);
        SessionGate gate = running.session(client, node, Time.SYSTEM);
        client.know(new Node(nodeNumber, "127.0.0.1", 1));
        Object inFlight = inFlight(node, whenTold);
        recovery.failed(
                gate.connection(), Failed.REAUTHENTICATION, new QueuedRequest(inFlight, 3, 0, null), null, now());
        KafkaChannel lost = running.selector.channel(node);
        running.selector.close(node);
        Link link = client.link(node);
        link.detach(lost, gate.connection());
        assertThat(UnsentRequest.cancelled(client, link, List.of(inFlight))).isEmpty();
    }

    private Object inFlight(String node, Runnable whenTold) {
        try {
            AbstractRequest.Builder<?> builder = MetadataRequest.Builder.allTopics();
            ClientRequest request =
                    running.networkClient.newClientRequest(node, builder, now(), true, 30_000, response -> {
                        told.add(node);
                        whenTold.run();
                    });
            AbstractRequest body = builder.build();
            RequestHeader header = request.makeHeader(body.version());
            Class<?> type = Class.forName("org.apache.kafka.clients.NetworkClient$InFlightRequest");
            Constructor<?> constructor = type.getConstructor(
                    ClientRequest.class,
                    RequestHeader.class,
                    boolean.class,
                    AbstractRequest.class,
                    Send.class,
                    long.class);
            constructor.setAccessible(true);
            return constructor.newInstance(request, header, false, body, body.toSend(header), now());
        } catch (ReflectiveOperationException e) {
            throw new LinkageError(e.toString(), e);
        }
    }

    private static long now() {
        return Time.SYSTEM.milliseconds();
    }
}
