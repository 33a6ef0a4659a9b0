package io.kafkalifeline.hooks.renewal;

import static org.assertj.core.api.Assertions.assertThat;

import io.kafkalifeline.hooks.link.Client;
import io.kafkalifeline.hooks.recovery.Recovery;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import org.apache.kafka.common.network.KafkaChannel;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** The agent is attached while clients are at work. */
class AdoptionTest {
    private final RunningClient running = new RunningClient();

    @AfterEach
    void close() {
        running.close();
    }

    @Test
    void allChannelsOfABusyClientAreAdoptedByItsNetworkThread() throws InterruptedException {
        List<KafkaChannel> before = new ArrayList<>();
        for (int i = 0; i < 20; i++) {
            before.add(running.connect(Integer.toString(i)));
        }
        // The application's threads are the first to come, while the network thread goes on connecting.
        CountDownLatch come = new CountDownLatch(4);
        List<Thread> callers = new ArrayList<>();
        for (int i = 0; i < 4; i++) {
            Thread caller = new Thread(() -> {
                Client.of(running.networkClient).caller(Thread.currentThread());
                come.countDown();
            });
            caller.start();
            callers.add(caller);
        }
        for (int i = 20; i < 30; i++) {
            before.add(running.connect(Integer.toString(i)));
        }
        come.await();
        for (Thread caller : callers) {
            caller.join();
        }
        Client client = Client.of(running.networkClient);
        assertThat(running.askedForChannels)
                .as("nobody but the network thread may look")
                .isEmpty();

        client.polled(running.networkClient);

        assertThat(running.askedForChannels).containsExactly(Thread.currentThread());
        assertThat(before)
                .hasSize(30)
                .allSatisfy(
                        channel -> assertThat(client.connection(channel.id())).isNotNull());
    }

    @Test
    void aProducerThatGotItsIdBeforeTheAgentCameKeepsItsOrder() {
        running.knows(1);
        Client client = Client.of(running.networkClient);

        Adoption.polled(running.networkClient, client);

        assertThat(Recovery.of(client).isNumberingRecords()).isTrue();
    }

    @Test
    void aNewClientNumbersNothingYet() {
        Client client = Client.of(running.networkClient);

        Adoption.polled(running.networkClient, client);

        assertThat(Recovery.of(client).isNumberingRecords()).isFalse();
    }
}
