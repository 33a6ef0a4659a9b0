package io.kafkalifeline.smoke.net;

import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.time.Duration;
import java.util.Arrays;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/** One connection through a {@link Relay}: for each way one thread reads and one writes when the bytes are due. */
final class RelayedConnection {
    private static final int BUFFER_BYTES = 16 * 1024;

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

    /** Fails where the broker is down, and so it looks to the client. */
    static RelayedConnection to(int targetPort, Socket client, Weather weather) throws IOException {
        Socket broker;
        try {
            broker = new Socket(InetAddress.getLoopbackAddress(), targetPort);
        } catch (IOException e) {
            reset(client);
            throw e;
        }
        client.setTcpNoDelay(true);
        broker.setTcpNoDelay(true);
        return new RelayedConnection(client, broker, weather);
    }

    /** @param ended run once, when nothing passes either way any more */
    void open(Runnable ended) {
        AtomicInteger open = new AtomicInteger(2);
        Runnable oneWayEnded = () -> {
            if (open.decrementAndGet() == 0) {
                close(client);
                close(broker);
                ended.run();
            }
        };
        pass(client, broker, true, oneWayEnded);
        pass(broker, client, false, oneWayEnded);
    }

    /** Ends both sides with RST. */
    void reset() {
        reset(client);
        reset(broker);
    }

    private void pass(Socket from, Socket to, boolean there, Runnable ended) {
        BlockingQueue<Chunk> underWay = new LinkedBlockingQueue<>();
        start("relay-read", () -> read(from, underWay, there));
        start("relay-write", () -> {
            write(to, underWay);
            ended.run();
        });
    }

    private void read(Socket from, BlockingQueue<Chunk> underWay, boolean there) {
        byte[] buffer = new byte[BUFFER_BYTES];
        int length = 0;
        while (length >= 0) {
            try {
                length = from.getInputStream().read(buffer);
            } catch (IOException e) {
                length = -1;
            }
            byte[] bytes = Arrays.copyOf(buffer, Math.max(0, length));
            Network network = weather.network();
            underWay.add(new Chunk(bytes, network.arrivalNanos(System.nanoTime(), there)));
            // Not reading is what slows the sender down.
            pause(network.pauseAfter(bytes.length));
        }
    }

    private static void pause(Duration pause) {
        try {
            TimeUnit.NANOSECONDS.sleep(pause.toNanos());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
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
        } catch (IOException e) {
            // closed already
        }
        close(socket);
    }

    private static void close(Socket socket) {
        try {
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
