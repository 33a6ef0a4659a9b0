package io.kafkalifeline.smoke.broker;

import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** Passes a client's first requests on to a broker, and their answers back, until the request at which it fails. */
public final class FaultyProxy implements AutoCloseable {
    /** What becomes of the request at which it fails. */
    public enum Fault {
        /** The connection is closed. */
        CLOSE,
        /** The connection is reset. */
        RESET,
        /** Nothing. */
        HANG,
        /** An answer that is none of Kafka's. */
        NONSENSE,
        /** ApiVersions is answered with an error. */
        INVALID_REQUEST,
        /** SaslAuthenticate is refused as MSK refuses a client that connects too often. */
        TOO_MANY_CONNECTS
    }

    private static final byte[] NOT_KAFKAS = {0, 0};
    /** Version 3 and later: error code, no ranges, no throttling, no tagged fields. */
    private static final byte[] INVALID_REQUEST_OF_API_VERSIONS = {0, 42, 1, 0, 0, 0, 0, 0};

    private static final byte[] TOO_MANY_CONNECTS_OF_SASL = refusal("[6d1f2a7c]: Too many connects");

    private final ServerSocket server;
    private final int brokerPort;
    private final int failsAt;
    private final Fault fault;
    private final List<Socket> open = new CopyOnWriteArrayList<>();

    private FaultyProxy(int brokerPort, int failsAt, Fault fault) throws IOException {
        this.server = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
        this.brokerPort = brokerPort;
        this.failsAt = failsAt;
        this.fault = fault;
    }

    /**
     * Opens one.
     *
     * @param failsAt the number of the request of each connection that meets the fault, from 1 on
     */
    public static FaultyProxy to(int brokerPort, int failsAt, Fault fault) {
        try {
            FaultyProxy proxy = new FaultyProxy(brokerPort, failsAt, fault);
            start(proxy::listen);
            return proxy;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public int port() {
        return server.getLocalPort();
    }

    private void listen() {
        while (!server.isClosed()) {
            try {
                Socket client = server.accept();
                open.add(client);
                start(() -> serve(client));
            } catch (IOException e) {
                // The port is closed.
            }
        }
    }

    private void serve(Socket client) {
        try (Socket broker = new Socket(InetAddress.getLoopbackAddress(), brokerPort)) {
            DataInputStream requests = new DataInputStream(client.getInputStream());
            DataOutputStream answers = new DataOutputStream(client.getOutputStream());
            for (int request = 1; request < failsAt; request++) {
                write(read(requests), new DataOutputStream(broker.getOutputStream()));
                write(read(new DataInputStream(broker.getInputStream())), answers);
            }
            fail(client, read(requests), answers);
        } catch (IOException e) {
            // The client has given up.
        }
    }

    private void fail(Socket client, byte[] request, DataOutputStream answers) throws IOException {
        switch (fault) {
            case HANG -> {
                return;
            }
            case RESET -> client.setSoLinger(true, 0);
            case NONSENSE -> write(NOT_KAFKAS, answers);
            case INVALID_REQUEST -> {
                answers.writeInt(4 + INVALID_REQUEST_OF_API_VERSIONS.length);
                // After the request's key and version comes what tells it from others.
                answers.write(request, 4, 4);
                answers.write(INVALID_REQUEST_OF_API_VERSIONS);
                return;
            }
            case TOO_MANY_CONNECTS -> {
                answers.writeInt(4 + TOO_MANY_CONNECTS_OF_SASL.length);
                answers.write(request, 4, 4);
                answers.write(TOO_MANY_CONNECTS_OF_SASL);
                answers.flush();
                return;
            }
            case CLOSE -> {}
        }
        client.close();
    }

    /** SaslAuthenticate, version 2: no tagged fields, SASL_AUTHENTICATION_FAILED, words, no token, no lifetime. */
    private static byte[] refusal(String words) {
        byte[] text = words.getBytes(StandardCharsets.US_ASCII);
        return ByteBuffer.allocate(14 + text.length)
                .put((byte) 0)
                .putShort((short) 58)
                .put((byte) (text.length + 1))
                .put(text)
                .put((byte) 1)
                .putLong(0)
                .put((byte) 0)
                .array();
    }

    private static byte[] read(DataInputStream in) throws IOException {
        byte[] frame = new byte[in.readInt()];
        in.readFully(frame);
        return frame;
    }

    private static void write(byte[] frame, DataOutputStream out) throws IOException {
        out.writeInt(frame.length);
        out.write(frame);
        out.flush();
    }

    private static void start(Runnable task) {
        Thread thread = new Thread(task, "faulty-proxy");
        thread.setDaemon(true);
        thread.start();
    }

    @Override
    public void close() {
        try {
            server.close();
            for (Socket each : open) {
                each.close();
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
