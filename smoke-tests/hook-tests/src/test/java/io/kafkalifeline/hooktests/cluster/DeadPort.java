package io.kafkalifeline.hooktests.cluster;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.util.ArrayList;
import java.util.List;

/** A port behind which nobody is. */
public final class DeadPort implements AutoCloseable {
    private final List<AutoCloseable> open = new ArrayList<>();
    private final int port;

    private DeadPort(int port) {
        this.port = port;
    }

    /** Connections are refused: the port is taken, by a socket that does not listen. */
    public static DeadPort refusing() {
        try {
            Socket bound = new Socket();
            bound.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
            DeadPort dead = new DeadPort(bound.getLocalPort());
            dead.open.add(bound);
            return dead;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Connections hang: the kernel drops what asks for one while the backlog is full. */
    public static DeadPort hanging() {
        try {
            ServerSocket server = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
            DeadPort dead = new DeadPort(server.getLocalPort());
            dead.open.add(server);
            dead.fill(server);
            return dead;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public String address() {
        return "127.0.0.1:" + port;
    }

    private void fill(ServerSocket server) throws IOException {
        for (int i = 0; i < 10; i++) {
            Socket filler = new Socket();
            open.add(filler);
            try {
                filler.connect(server.getLocalSocketAddress(), 300);
            } catch (SocketTimeoutException e) {
                return;
            }
        }
        throw new IOException("the backlog does not fill up");
    }

    @Override
    public void close() {
        for (AutoCloseable each : open) {
            try {
                each.close();
            } catch (Exception e) {
                throw new IllegalStateException(e);
            }
        }
    }
}
