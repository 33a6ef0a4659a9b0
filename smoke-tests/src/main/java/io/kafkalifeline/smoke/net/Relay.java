package io.kafkalifeline.smoke.net;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.IntSupplier;

/**
 * A network in front of a broker that can be made bad: it delays, slows down, stalls, cuts, refuses. The broker must advertise the
 * relay's port. Thread-safe; changes meet the connections that are there too.
 */
public final class Relay implements AutoCloseable {
    private static final int RECEIVE_BUFFER_BYTES = 64 * 1024;
    private static final int BACKLOG = 50;

    private final IntSupplier targetPort;
    private final int port;
    private final Set<RelayedConnection> connections = ConcurrentHashMap.newKeySet();
    private volatile ServerSocket listener;
    private volatile boolean closed;

    private final Weather weather = new Weather();

    private Relay(IntSupplier targetPort) throws IOException {
        this.targetPort = targetPort;
        listener = bound(0);
        port = listener.getLocalPort();
        listen(listener);
    }

    private static ServerSocket bound(int port) throws IOException {
        ServerSocket socket = new ServerSocket();
        // Small, or a slow network would look fast to whoever fills the buffers.
        socket.setReceiveBufferSize(RECEIVE_BUFFER_BYTES);
        socket.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), BACKLOG);
        return socket;
    }

    /** A relay to that port of this machine. */
    public static Relay to(int targetPort) {
        return to(() -> targetPort);
    }

    /** A relay to a port that is known when the first connection comes. */
    public static Relay to(IntSupplier targetPort) {
        try {
            return new Relay(targetPort);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public int port() {
        return port;
    }

    /** For bytes that come from now on. */
    public void become(Network network) {
        weather.become(network);
    }

    /** Nothing passes any more, but nothing is closed either: a black hole, also for new connections. */
    public void stall() {
        weather.stall(true);
    }

    /** What was stalled goes on. */
    public void resume() {
        weather.stall(false);
    }

    /** Ends every connection with RST. */
    public void cut() {
        connections.forEach(RelayedConnection::reset);
        connections.clear();
    }

    /** Lets nobody connect: the port is closed. */
    public void refuse() {
        try {
            listener.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Listens again on the same port. */
    public void accept() {
        try {
            listener = bound(port);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        listen(listener);
    }

    @Override
    public void close() {
        closed = true;
        refuse();
        cut();
        weather.stall(false);
    }

    private void listen(ServerSocket on) {
        RelayedConnection.start("relay-" + port, () -> {
            while (!closed) {
                try {
                    Socket client = on.accept();
                    RelayedConnection connection = RelayedConnection.to(targetPort.getAsInt(), client, weather);
                    connections.add(connection);
                    connection.open(() -> connections.remove(connection));
                } catch (IOException e) {
                    if (on.isClosed()) {
                        return; // refusing
                    }
                    // The broker is down: the client met a reset, and the next may do better.
                }
            }
        });
    }
}
