package io.kafkalifeline.agent.sdk;

import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;

/** A port that speaks HTTP/2 alone, as a collector's port for gRPC: greets, and hangs up on whoever does not greet. */
final class GrpcCollector implements AutoCloseable {
    private static final byte[] SETTINGS = {0, 0, 6, 4, 0, 0, 0, 0, 0, 0, 5, 0, 0, 0x40, 0};
    private static final byte[] GOAWAY = {0, 0, 8, 7, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 1};

    private final ServerSocket server = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());

    GrpcCollector() throws IOException {
        Thread thread = new Thread(this::serve, "grpc-collector");
        thread.setDaemon(true);
        thread.start();
    }

    String endpoint() {
        return "http://127.0.0.1:" + server.getLocalPort();
    }

    @Override
    public void close() throws IOException {
        server.close();
    }

    private void serve() {
        while (!server.isClosed()) {
            try (Socket client = server.accept()) {
                OutputStream out = client.getOutputStream();
                out.write(SETTINGS);
                String greeting = new String(client.getInputStream().readNBytes(3), StandardCharsets.ISO_8859_1);
                if (!greeting.equals("PRI")) {
                    out.write(GOAWAY);
                }
            } catch (IOException e) {
                // The client has gone, or we are closed.
            }
        }
    }
}
