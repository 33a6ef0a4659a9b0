package io.kafkalifeline.smoke.net;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketException;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * A network in front of a broker that can be made bad: it delays, stalls, cuts, refuses. The broker must advertise the
 * relay's port. Thread-safe; changes meet the connections that are there too.
 */
public final class Relay implements AutoCloseable {
    private final int targetPort;
    private final int port;
    private final Set<RelayedConnection> connections = ConcurrentHashMap.newKeySet();
    private volatile ServerSocket listener;
    private volatile boolean closed;

    private final Weather weather = new Weather();

    private Relay(int targetPort) throws IOException {
        this.targetPort = targetPort;
        listener = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
        port = listener.getLocalPort();
        listen(listener);
    }

    /** A relay to that port of this machine. */
    public static Relay to(int targetPort) {
        try {
            return new Relay(targetPort);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public int port() {
        return port;
    }

    /** Every byte takes so long from the client to the broker, and so long back. */
    public void delay(Duration there, Duration back) {
        weather.delay(there, back);
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
            listener = new ServerSocket(port, 50, InetAddress.getLoopbackAddress());
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
                    connections.add(RelayedConnection.open(client, targetPort, weather));
                } catch (SocketException e) {
                    return; // refusing
                } catch (IOException e) {
                    // The broker is down: the client met a reset, and the next may do better.
                }
            }
        });
    }
}
