package io.kafkalifeline.agent.sdk;

import io.kafkalifeline.telemetry.OwnThreads;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Proxy;
import java.net.ProxySelector;
import java.net.Socket;
import java.util.Collection;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;

/**
 * How long the end of the JVM waits for last exports: as long as {@link #GOOD_NANOS} for a collector that has answered, or
 * takes connections by now; hardly at all for one that does not. A short program ends before anything was exported, so it
 * is asked now whether anybody is there.
 */
final class EndOfJvm {
    /** How long the exit of the JVM may be delayed, however slow the collector is. */
    static final long GOOD_NANOS = TimeUnit.MILLISECONDS.toNanos(2_500);

    /** How long it may be delayed for a collector of which nothing is known, or nothing good. */
    static final long BAD_NANOS = TimeUnit.MILLISECONDS.toNanos(250);

    private static final long PAUSE_NANOS = TimeUnit.MILLISECONDS.toNanos(2);
    private static final int PROBE_MS = 200;

    private final long begin = System.nanoTime();

    /** Begins to find out what is not known of these. */
    void probe(Collection<Endpoint> endpoints) {
        for (Endpoint endpoint : endpoints) {
            endpoint.end();
            if (endpoint.isUnknown()) {
                start(endpoint);
            }
        }
    }

    private static void start(Endpoint endpoint) {
        try {
            OwnThreads.daemon("probe", () -> connect(endpoint)).start();
        } catch (OutOfMemoryError e) {
            endpoint.failed(ExportReason.of(e));
        }
    }

    /**
     * Waits for {@code done}.
     *
     * @param endpoints what it depends on; empty where that is nothing of ours
     * @return whether it came about in time
     */
    boolean await(BooleanSupplier done, Collection<Endpoint> endpoints) {
        while (!done.getAsBoolean()) {
            if (System.nanoTime() - begin >= patienceNanos(endpoints)) {
                return done.getAsBoolean();
            }
            LockSupport.parkNanos(this, PAUSE_NANOS);
        }
        return true;
    }

    private long patienceNanos(Collection<Endpoint> endpoints) {
        if (endpoints.isEmpty() || endpoints.stream().anyMatch(Endpoint::isPromising)) {
            return GOOD_NANOS;
        }
        return endpoints.stream().allMatch(endpoint -> endpoint.hasFailedSince(begin)) ? 0 : BAD_NANOS;
    }

    private static void connect(Endpoint endpoint) {
        try (Socket socket = new Socket(Proxy.NO_PROXY)) {
            socket.connect(address(endpoint), PROBE_MS);
            endpoint.taken();
            if (GrpcPort.speaks(socket, (int) TimeUnit.NANOSECONDS.toMillis(GOOD_NANOS))) {
                endpoint.failed(ExportReason.ofGrpc(endpoint.url()));
            }
        } catch (IOException | RuntimeException e) {
            if (!endpoint.isPromising()) {
                endpoint.failed(ExportReason.of(e));
            }
        }
    }

    private static InetSocketAddress address(Endpoint endpoint) {
        ProxySelector selector = ProxySelector.getDefault();
        List<Proxy> proxies = selector == null ? List.of() : selector.select(endpoint.url());
        if (!proxies.isEmpty() && proxies.get(0).address() instanceof InetSocketAddress) {
            InetSocketAddress proxy = (InetSocketAddress) proxies.get(0).address();
            return new InetSocketAddress(proxy.getHostString(), proxy.getPort());
        }
        return new InetSocketAddress(endpoint.url().getHost(), Endpoint.port(endpoint.url()));
    }
}
