package io.kafkalifeline.smoke.net;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.net.ConnectException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketException;
import java.net.SocketTimeoutException;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class RelayTest {
    private ServerSocket server;
    private Relay relay;

    @BeforeEach
    void start() throws IOException {
        server = new ServerSocket(0, 10, InetAddress.getLoopbackAddress());
        relay = Relay.to(server.getLocalPort());
    }

    @AfterEach
    void stop() throws IOException {
        relay.close();
        server.close();
    }

    @Test
    void delaysEachWay() throws IOException {
        relay.become(new Network(Duration.ofMillis(120), Duration.ofMillis(80), 0, Duration.ZERO));
        try (Socket client = connect();
                Socket accepted = server.accept()) {
            long start = System.nanoTime();
            client.getOutputStream().write(1);
            assertThat(accepted.getInputStream().read()).isEqualTo(1);
            assertThat(System.nanoTime() - start).isGreaterThanOrEqualTo(120_000_000L);

            accepted.getOutputStream().write(2);
            assertThat(client.getInputStream().read()).isEqualTo(2);
            assertThat(System.nanoTime() - start).isGreaterThanOrEqualTo(200_000_000L);
        }
    }

    @Test
    void slowsDown() throws IOException {
        relay.become(Network.LOOPBACK.withBandwidth(1_000_000));
        try (Socket client = connect();
                Socket accepted = server.accept()) {
            long start = System.nanoTime();
            client.getOutputStream().write(new byte[200_000]);
            assertThat(accepted.getInputStream().readNBytes(200_000)).hasSize(200_000);
            // The last piece has not waited for a next one.
            assertThat(System.nanoTime() - start).isGreaterThanOrEqualTo(180_000_000L);
        }
    }

    @Test
    void deliversInBursts() {
        Network network = Network.inBursts(Duration.ofMillis(5));
        assertThat(network.arrivalNanos(10_000_001, true)).isEqualTo(15_000_000);
        assertThat(network.arrivalNanos(14_999_999, false)).isEqualTo(15_000_000);
    }

    @Test
    void stallsWithoutClosing() throws IOException {
        try (Socket client = connect();
                Socket accepted = server.accept()) {
            relay.stall();
            client.getOutputStream().write(1);
            accepted.setSoTimeout(200);
            assertThatThrownBy(() -> accepted.getInputStream().read()).isInstanceOf(SocketTimeoutException.class);

            relay.resume();
            accepted.setSoTimeout(10_000);
            assertThat(accepted.getInputStream().read()).isEqualTo(1);
        }
    }

    @Test
    void cutsWithReset() throws IOException {
        try (Socket client = connect();
                Socket accepted = server.accept()) {
            accepted.getOutputStream().write(1);
            assertThat(client.getInputStream().read()).isEqualTo(1);
            relay.cut();
            assertThatThrownBy(() -> client.getInputStream().read())
                    .isInstanceOf(SocketException.class)
                    .hasMessageContaining("reset");
        }
    }

    @Test
    void refusesAndAcceptsAgain() throws IOException {
        relay.refuse();
        // The system may still finish a handshake that a closed listener had begun.
        await().untilAsserted(() -> assertThatThrownBy(this::connect).isInstanceOf(ConnectException.class));
        relay.accept();
        connect().close();
    }

    @Test
    void passesTheEndOfTheStream() throws IOException {
        try (Socket client = connect();
                Socket accepted = server.accept()) {
            client.shutdownOutput();
            assertThat(accepted.getInputStream().read()).isEqualTo(-1);
        }
    }

    private Socket connect() throws IOException {
        Socket socket = new Socket(InetAddress.getLoopbackAddress(), relay.port());
        socket.setSoTimeout(10_000);
        return socket;
    }
}
