package io.kafkalifeline.hooktests.cluster;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.ArrayList;
import java.util.List;

/**
 * A Kafka of one node inside this JVM, on plain sockets, that does what its {@link Script} says and keeps a {@link
 * Journal}. Every topic that is asked for exists, with one partition.
 */
public final class Cluster implements AutoCloseable {
    static final String HOST = "127.0.0.1";

    private final Script script;
    private final Journal journal = new Journal();
    private final Logs logs;
    private final List<Socket> sockets = new ArrayList<>();
    private final List<Thread> threads = new ArrayList<>();
    private final ServerSocket server;
    private boolean closed;

    private Cluster(Script script, Logs logs) throws IOException {
        this.script = script;
        this.logs = logs;
        server = new ServerSocket(0, 500, InetAddress.getLoopbackAddress());
    }

    /** Listens on a port that the system picks. */
    public static Cluster start(Script script) {
        return start(script, new Logs());
    }

    /** Another node with the same records; {@link Script#announce} says which one leads a topic. */
    public Cluster another(Script itsScript) {
        return start(itsScript, logs);
    }

    private static Cluster start(Script script, Logs logs) {
        try {
            Cluster cluster = new Cluster(script, logs);
            cluster.run("cluster-" + cluster.port(), cluster::accept);
            return cluster;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public Script script() {
        return script;
    }

    public Journal journal() {
        return journal;
    }

    public int port() {
        return server.getLocalPort();
    }

    /** For {@code bootstrap.servers}. */
    public String address() {
        return HOST + ":" + port();
    }

    /** The records of a topic, in the order of their offsets. */
    public List<String> records(String topic) {
        return logs.values(topic);
    }

    private void accept() {
        Answers answers = new Answers(HOST, port(), logs, script);
        RecordAnswers records = new RecordAnswers(logs);
        for (int number = 1; ; number++) {
            try {
                Socket socket = server.accept();
                ClusterConnection connection = new ClusterConnection(number, socket, script, journal, answers, records);
                if (!keep(socket)) {
                    return;
                }
                run("cluster-" + port() + "-" + number, connection);
            } catch (IOException e) {
                return;
            }
        }
    }

    private synchronized boolean keep(Socket socket) throws IOException {
        if (closed) {
            socket.close();
        }
        sockets.removeIf(Socket::isClosed);
        sockets.add(socket);
        return !closed;
    }

    private synchronized void run(String name, Runnable task) {
        Thread thread = new Thread(task, name);
        thread.setDaemon(true);
        threads.removeIf(each -> !each.isAlive());
        threads.add(thread);
        thread.start();
    }

    @Override
    public synchronized void close() {
        closed = true;
        try {
            server.close();
            for (Socket socket : sockets) {
                socket.close();
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        threads.forEach(Thread::interrupt);
    }
}
