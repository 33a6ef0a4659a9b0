package io.kafkalifeline.agent.sdk;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;

/** Recognises the port that a collector has for gRPC: what is sent there over HTTP/1.1 is not understood. */
final class GrpcPort {
    /** The one that OpenTelemetry has for it. */
    static final int USUAL = 4317;

    private static final int FOR_HTTP = 4318;
    /** How a client of HTTP/2 begins (RFC 9113, 3.4), with empty settings. */
    private static final byte[] PREFACE =
            "PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n\0\0\0\4\0\0\0\0\0".getBytes(StandardCharsets.ISO_8859_1);

    private static final int FRAME_HEADER = 9;
    private static final int SETTINGS = 4;

    private GrpcPort() {}

    /** What to use instead of such a port. */
    static String advice(URI url) {
        return "the agent needs the one for HTTP, usually " + url.getScheme() + "://" + url.getHost() + ":" + FOR_HTTP;
    }

    /** Whether HTTP/2 comes back to one who speaks it. Blocks for some time: not for Kafka's threads. */
    static boolean isAt(URI url, int timeoutMs) {
        if (!"http".equals(url.getScheme())) {
            return false;
        }
        try (Socket socket = new Socket()) {
            socket.connect(new InetSocketAddress(url.getHost(), Endpoint.port(url)), timeoutMs);
            socket.getOutputStream().write(PREFACE);
            return speaks(socket, timeoutMs);
        } catch (IOException | RuntimeException e) {
            return false;
        }
    }

    /** Whether a frame of settings, with which HTTP/2 begins (RFC 9113, 6.5), comes in. */
    static boolean speaks(Socket socket, int timeoutMs) throws IOException {
        socket.setSoTimeout(timeoutMs);
        byte[] header = socket.getInputStream().readNBytes(FRAME_HEADER);
        return header.length == FRAME_HEADER && header[3] == SETTINGS && header[5] == 0 && header[8] == 0;
    }
}
