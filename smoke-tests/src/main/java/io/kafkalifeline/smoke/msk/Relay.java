package io.kafkalifeline.smoke.msk;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.Arrays;
import java.util.Set;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.LinkedBlockingQueue;

/** A TCP relay on loopback in front of one port: a network with a delay and a bandwidth. */
public final class Relay implements AutoCloseable {
    /**
     * How the network is.
     *
     * @param oneWayMs how long a byte travels, each way
     * @param bytesPerSecond how many bytes pass, each way and connection; 0 is no limit
     * @param everyMs what arrives within so long arrives at once, as from a machine that was paused; 0 is never
     */
    public record Network(long oneWayMs, long bytesPerSecond, long everyMs) {
        public static final Network LOOPBACK = new Network(0, 0);

        public Network(long oneWayMs, long bytesPerSecond) {
            this(oneWayMs, bytesPerSecond, 0);
        }

        private long arrivalNanos(long nowNanos) {
            long due = nowNanos + oneWayMs * 1_000_000;
            return everyMs == 0 ? due : due + everyMs * 1_000_000 - Math.floorMod(due, everyMs * 1_000_000);
        }
    }

    private static final byte[] END = {};

    private final int target;
    private final ServerSocket listener;
    private final Set<Socket> open = ConcurrentHashMap.newKeySet();
    private volatile Network network = Network.LOOPBACK;

    /** Listens on a port that the system picks. */
    Relay(int target) {
        this.target = target;
        try {
            listener = new ServerSocket();
            // Small, or a slow network would look fast to whoever fills the buffers.
            listener.setReceiveBufferSize(64 * 1024);
            listener.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 50);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        daemon(this::accept);
    }

    int port() {
        return listener.getLocalPort();
    }

    /** For bytes that come from now on. */
    void become(Network newNetwork) {
        network = newNetwork;
    }

    private void accept() {
        while (!listener.isClosed()) {
            try {
                connect(listener.accept());
            } catch (IOException e) {
                // The relay was closed, or a client left at once.
            }
        }
    }

    private void connect(Socket client) throws IOException {
        Socket broker;
        try {
            broker = new Socket(InetAddress.getLoopbackAddress(), target);
        } catch (IOException e) {
            // The broker is down, and so it shall look.
            client.close();
            return;
        }
        open.add(client);
        open.add(broker);
        client.setTcpNoDelay(true);
        broker.setTcpNoDelay(true);
        carry(client, broker);
        carry(broker, client);
    }

    private void carry(Socket from, Socket to) {
        BlockingQueue<Piece> onTheWay = new LinkedBlockingQueue<>();
        daemon(() -> read(from, onTheWay));
        daemon(() -> write(onTheWay, to));
    }

    private void read(Socket from, BlockingQueue<Piece> onTheWay) {
        byte[] buffer = new byte[16 * 1024];
        try {
            InputStream in = from.getInputStream();
            for (int length = in.read(buffer); length > 0; length = in.read(buffer)) {
                Network now = network;
                onTheWay.add(new Piece(Arrays.copyOf(buffer, length), now.arrivalNanos(System.nanoTime())));
                if (now.bytesPerSecond > 0) {
                    // Not reading is what slows the sender down.
                    Thread.sleep(length * 1000L / now.bytesPerSecond);
                }
            }
        } catch (IOException e) {
            // Reset: passed on as an end.
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        onTheWay.add(new Piece(END, network.arrivalNanos(System.nanoTime())));
    }

    private void write(BlockingQueue<Piece> onTheWay, Socket to) {
        try (to) {
            OutputStream out = to.getOutputStream();
            for (Piece piece = onTheWay.take(); piece.bytes != END; piece = onTheWay.take()) {
                long waitNanos = piece.dueNanos - System.nanoTime();
                if (waitNanos > 0) {
                    Thread.sleep(waitNanos / 1_000_000, (int) (waitNanos % 1_000_000));
                }
                out.write(piece.bytes);
            }
        } catch (IOException e) {
            // The other side is gone.
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        open.remove(to);
    }

    private static void daemon(Runnable work) {
        Thread thread = new Thread(work, "relay");
        thread.setDaemon(true);
        thread.start();
    }

    @Override
    public void close() {
        try {
            listener.close();
            for (Socket socket : open) {
                socket.close();
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static final class Piece {
        final byte[] bytes;
        final long dueNanos;

        Piece(byte[] bytes, long dueNanos) {
            this.bytes = bytes;
            this.dueNanos = dueNanos;
        }
    }
}
