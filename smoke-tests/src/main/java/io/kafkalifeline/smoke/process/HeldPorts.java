package io.kafkalifeline.smoke.process;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.util.ArrayList;
import java.util.List;

/**
 * Ports on loopback that the system picked, all different, which nobody else gets until this is closed: for processes
 * that must be told where to listen before they start.
 */
public final class HeldPorts implements AutoCloseable {
    private final List<ServerSocket> sockets = new ArrayList<>();

    private HeldPorts() {}

    public static HeldPorts of(int count) {
        HeldPorts held = new HeldPorts();
        try {
            for (int i = 0; i < count; i++) {
                held.sockets.add(new ServerSocket(0, 1, InetAddress.getLoopbackAddress()));
            }
        } catch (IOException e) {
            held.close();
            throw new UncheckedIOException(e);
        }
        return held;
    }

    /** A single one, released at once. */
    public static int free() {
        try (HeldPorts held = of(1)) {
            return held.port(0);
        }
    }

    public int port(int index) {
        return sockets.get(index).getLocalPort();
    }

    /** Releases them to servers that are told of them, and to nobody else until the result is closed. */
    public ReservedPorts reserve() {
        List<Integer> ports = sockets.stream().map(ServerSocket::getLocalPort).toList();
        close();
        return new ReservedPorts(ports);
    }

    /** Now somebody else may have them. */
    @Override
    public void close() {
        try {
            for (ServerSocket socket : sockets) {
                socket.close();
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
