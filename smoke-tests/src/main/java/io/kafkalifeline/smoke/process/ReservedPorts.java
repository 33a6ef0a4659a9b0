package io.kafkalifeline.smoke.process;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.util.ArrayList;
import java.util.List;

/**
 * Ports on loopback for servers that come and go: the system gives them to nobody while a server is away. A socket that
 * is bound and does not listen holds each of them; on Linux a server that allows reuse, as Java's do, can listen there
 * all the same.
 */
public final class ReservedPorts implements AutoCloseable {
    /** No port. */
    public static final ReservedPorts NONE = new ReservedPorts(List.of());

    private final List<Socket> sockets = new ArrayList<>();

    ReservedPorts(List<Integer> ports) {
        try {
            for (int port : ports) {
                Socket socket = new Socket();
                sockets.add(socket);
                socket.setReuseAddress(true);
                socket.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
            }
        } catch (IOException e) {
            close();
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() {
        try {
            for (Socket socket : sockets) {
                socket.close();
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
