package io.kafkalifeline.smoke.broker;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLServerSocket;
import javax.net.ssl.SSLSocket;

/** A port that presents a certificate, and nothing behind it: what a client has to say about the certificate. */
public final class TlsPort implements AutoCloseable {
    private final SSLServerSocket server;

    private TlsPort(SSLServerSocket server) {
        this.server = server;
    }

    /**
     * Opens one.
     *
     * @param keys a PKCS12 store with {@link Certificates#PASSWORD}
     */
    public static TlsPort presenting(Path keys) {
        char[] password = Certificates.PASSWORD.toCharArray();
        try (InputStream in = Files.newInputStream(keys)) {
            KeyStore store = KeyStore.getInstance("PKCS12");
            store.load(in, password);
            KeyManagerFactory keyManagers = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
            keyManagers.init(store, password);
            SSLContext context = SSLContext.getInstance("TLS");
            context.init(keyManagers.getKeyManagers(), null, null);
            TlsPort port = new TlsPort((SSLServerSocket)
                    context.getServerSocketFactory().createServerSocket(0, 500, InetAddress.getLoopbackAddress()));
            Thread listener = new Thread(port::listen, "tls-port");
            listener.setDaemon(true);
            listener.start();
            return port;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    public int port() {
        return server.getLocalPort();
    }

    private void listen() {
        while (!server.isClosed()) {
            try {
                SSLSocket socket = (SSLSocket) server.accept();
                Thread handshake = new Thread(() -> shakeHands(socket), "tls-handshake");
                handshake.setDaemon(true);
                handshake.start();
            } catch (IOException e) {
                // The port is closed.
            }
        }
    }

    private static void shakeHands(SSLSocket socket) {
        try (socket) {
            socket.setSoTimeout(20_000);
            socket.startHandshake();
        } catch (IOException e) {
            // The client does not like the certificate.
        }
    }

    @Override
    public void close() {
        try {
            server.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
