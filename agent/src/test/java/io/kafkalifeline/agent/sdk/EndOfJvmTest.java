package io.kafkalifeline.agent.sdk;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** The end of the JVM waits for a collector that is there, and for no other. Real ports. */
@Timeout(30)
class EndOfJvmTest {
    private static final long SHORT_NANOS = TimeUnit.MILLISECONDS.toNanos(200);

    private final EndOfJvm end = new EndOfJvm();

    @Test
    void nobodyIsWaitedForWhereNobodyListens() throws IOException {
        Endpoint endpoint = endpoint(freePort());
        end.probe(List.of(endpoint));
        assertThat(end.await(() -> false, List.of(endpoint))).isFalse();
        assertThat(endpoint.problem()).contains("ConnectException");
        assertThat(endpoint.isPromising()).isFalse();
    }

    /** An address for documentation (RFC 5737): no answer, or none that is good. */
    @Test
    void anAddressThatDropsIsNotWaitedForLong() {
        Endpoint endpoint = new Endpoint(URI.create("http://192.0.2.1:4318"));
        end.probe(List.of(endpoint));
        assertThat(end.await(() -> false, List.of(endpoint))).isFalse();
        assertThat(endpoint.isPromising()).isFalse();
    }

    @Test
    void whoeverTakesConnectionsIsWaitedFor() throws IOException {
        try (ServerSocket collector = listening()) {
            Endpoint endpoint = endpoint(collector.getLocalPort());
            end.probe(List.of(endpoint));
            long begin = System.nanoTime();
            assertThat(end.await(() -> System.nanoTime() - begin > 2 * EndOfJvm.BAD_NANOS, List.of(endpoint)))
                    .isTrue();
        }
    }

    @Test
    void aPortForGrpcIsKnownByWhatItSays() throws Exception {
        try (ServerSocket collector = listening()) {
            Endpoint endpoint = endpoint(collector.getLocalPort());
            end.probe(List.of(endpoint));
            try (Socket accepted = collector.accept()) {
                accepted.getOutputStream().write(new byte[] {0, 0, 0, 4, 0, 0, 0, 0, 0});
                assertThat(end.await(() -> false, List.of(endpoint))).isFalse();
            }
            assertThat(endpoint.problem()).startsWith("it is a port for gRPC").endsWith("http://127.0.0.1:4318");
        }
    }

    @Test
    void whoHasFailedBeforeIsTriedOnceMore() throws IOException {
        Endpoint endpoint = endpoint(freePort());
        endpoint.failed("it answers HTTP 503");
        EndOfJvm later = new EndOfJvm();
        later.probe(List.of(endpoint));
        long begin = System.nanoTime();
        assertThat(later.await(() -> System.nanoTime() - begin > SHORT_NANOS, List.of(endpoint)))
                .isTrue();
    }

    @Test
    void aGoodOneIsNotHeldUpByABadOne() throws IOException {
        Endpoint bad = endpoint(freePort());
        Endpoint good = endpoint(freePort());
        good.answered();
        bad.failed("it answers HTTP 503");
        long begin = System.nanoTime();
        assertThat(end.await(() -> System.nanoTime() - begin > 2 * EndOfJvm.BAD_NANOS, List.of(bad, good)))
                .isTrue();
    }

    private static Endpoint endpoint(int port) {
        return new Endpoint(URI.create("http://127.0.0.1:" + port));
    }

    private static ServerSocket listening() throws IOException {
        return new ServerSocket(0, 5, InetAddress.getLoopbackAddress());
    }

    private static int freePort() throws IOException {
        try (ServerSocket free = listening()) {
            return free.getLocalPort();
        }
    }
}
