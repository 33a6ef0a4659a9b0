package io.kafkalifeline.smoke.net;

import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.util.Arrays;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

/** One connection through a {@link Relay}: for each way one thread reads and one writes when the bytes are due. */
final class RelayedConnection {
    private final Socket client;
    private final Socket broker;
    private final Weather weather;

    /** Bytes on their way; none for the end of the stream. */
    private static final class Chunk {
        final byte[] bytes;
        final long dueNanos;

        Chunk(byte[] bytes, long dueNanos) {
            this.bytes = bytes;
            this.dueNanos = dueNanos;
        }
    }

    private RelayedConnection(Socket client, Socket broker, Weather weather) {
        this.client = client;
        this.broker = broker;
        this.weather = weather;
    }

    static RelayedConnection open(Socket client, int targetPort, Weather weather) throws IOException {
        Socket broker;
        try {
            broker = new Socket(InetAddress.getLoopbackAddress(), targetPort);
        } catch (IOException e) {
            reset(client);
            throw e;
        }
        client.setTcpNoDelay(true);
        broker.setTcpNoDelay(true);
        RelayedConnection connection = new RelayedConnection(client, broker, weather);
        connection.pass(client, broker, true);
        connection.pass(broker, client, false);
        return connection;
    }

    /** Ends both sides with RST. */
    void reset() {
        reset(client);
        reset(broker);
    }

    private void pass(Socket from, Socket to, boolean there) {
        BlockingQueue<Chunk> underWay = new LinkedBlockingQueue<>();
        start("relay-read", () -> read(from, underWay, there));
        start("relay-write", () -> write(to, underWay));
    }

    private void read(Socket from, BlockingQueue<Chunk> underWay, boolean there) {
        byte[] buffer = new byte[64 * 1024];
        int length = 0;
        while (length >= 0) {
            try {
                length = from.getInputStream().read(buffer);
            } catch (IOException e) {
                length = -1;
            }
            byte[] bytes = Arrays.copyOf(buffer, Math.max(0, length));
            underWay.add(new Chunk(bytes, System.nanoTime() + weather.delayNanos(there)));
        }
    }

    private void write(Socket to, BlockingQueue<Chunk> underWay) {
        try {
            for (Chunk chunk = underWay.take(); chunk.bytes.length > 0; chunk = underWay.take()) {
                TimeUnit.NANOSECONDS.sleep(chunk.dueNanos - System.nanoTime());
                weather.awaitPassage();
                to.getOutputStream().write(chunk.bytes);
            }
            weather.awaitPassage();
            to.shutdownOutput();
        } catch (IOException e) {
            reset();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static void reset(Socket socket) {
        try {
            socket.setSoLinger(true, 0);
            socket.close();
        } catch (IOException e) {
            // closed already
        }
    }

    static void start(String name, Runnable task) {
        Thread thread = new Thread(task, name);
        thread.setDaemon(true);
        thread.start();
    }
}
