package io.kafkalifeline.smoke.broker;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/** A port behind which there is no broker, in one of several ways. */
public final class FaultyPort implements AutoCloseable {
    private final List<AutoCloseable> open = new ArrayList<>();
    private final int port;

    private FaultyPort(ServerSocket server) {
        open.add(server);
        port = server.getLocalPort();
    }

    /** Nobody listens there. */
    public static int refusing() {
        try (ServerSocket free = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return free.getLocalPort();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Connection requests get no answer, as behind a firewall: the kernel drops them while the backlog is full. */
    public static FaultyPort blackHole() {
        try {
            ServerSocket server = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
            FaultyPort hole = new FaultyPort(server);
            hole.fill(server);
            return hole;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Takes connections and never says a word. */
    public static FaultyPort silent() {
        try {
            return new FaultyPort(new ServerSocket(0, 500, InetAddress.getLoopbackAddress()));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Says that to everybody at once, as a server of another protocol does, and listens on. */
    public static FaultyPort saying(String words) {
        try {
            ServerSocket server = new ServerSocket(0, 500, InetAddress.getLoopbackAddress());
            Thread greeter = new Thread(() -> greet(server, words), "greeter");
            greeter.setDaemon(true);
            greeter.start();
            return new FaultyPort(server);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void greet(ServerSocket server, String words) {
        while (!server.isClosed()) {
            try {
                server.accept().getOutputStream().write(words.getBytes(StandardCharsets.US_ASCII));
            } catch (IOException e) {
                // The client has gone, or the port is closed.
            }
        }
    }

    public int port() {
        return port;
    }

    private void fill(ServerSocket server) throws IOException {
        for (int i = 0; i < 10; i++) {
            Socket filler = new Socket();
            open.add(filler);
            try {
                filler.connect(new InetSocketAddress(server.getInetAddress(), server.getLocalPort()), 300);
            } catch (IOException e) {
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
