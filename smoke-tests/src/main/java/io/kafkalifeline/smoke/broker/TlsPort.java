package io.kafkalifeline.smoke.broker;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.CRL;
import java.security.cert.CertStore;
import java.security.cert.CertificateFactory;
import java.security.cert.CollectionCertStoreParameters;
import java.security.cert.PKIXBuilderParameters;
import java.security.cert.X509CertSelector;
import java.util.List;
import java.util.function.Consumer;
import javax.net.ssl.CertPathTrustManagerParameters;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.TrustManager;
import javax.net.ssl.TrustManagerFactory;

/** A port that presents a certificate, and nothing behind it: what a client has to say about the certificate. */
public final class TlsPort implements AutoCloseable {
    private static final int PATIENCE_MS = 20_000;

    private final ServerSocket server;
    private final SSLContext context;
    private final Consumer<SSLSocket> manners;

    private TlsPort(ServerSocket server, SSLContext context, Consumer<SSLSocket> manners) {
        this.server = server;
        this.context = context;
        this.manners = manners;
    }

    /**
     * Opens one.
     *
     * @param keys a PKCS12 store with {@link Certificates#PASSWORD}
     */
    public static TlsPort presenting(Path keys) {
        return open(keys, null, socket -> {});
    }

    /** As {@link #presenting}, for clients that speak this version of TLS, such as {@code TLSv1.3}. */
    public static TlsPort speaking(Path keys, String version) {
        return open(keys, null, socket -> socket.setEnabledProtocols(new String[] {version}));
    }

    /** As {@link #presenting}, for clients that have a certificate which its authority has not revoked. */
    public static TlsPort judging(Path keys, RevokedCertificate revoked) {
        return open(keys, revoked, socket -> socket.setNeedClientAuth(true));
    }

    private static TlsPort open(Path keys, RevokedCertificate revoked, Consumer<SSLSocket> manners) {
        try {
            KeyManagerFactory keyManagers = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
            keyManagers.init(store(keys), Certificates.PASSWORD.toCharArray());
            SSLContext context = SSLContext.getInstance("TLS");
            context.init(keyManagers.getKeyManagers(), revoked == null ? null : judges(revoked), null);
            ServerSocket server = new ServerSocket(0, 500, InetAddress.getLoopbackAddress());
            TlsPort port = new TlsPort(server, context, manners);
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

    private static KeyStore store(Path file) throws IOException, GeneralSecurityException {
        KeyStore store = KeyStore.getInstance("PKCS12");
        try (InputStream in = Files.newInputStream(file)) {
            store.load(in, Certificates.PASSWORD.toCharArray());
        }
        return store;
    }

    private static TrustManager[] judges(RevokedCertificate revoked) throws IOException, GeneralSecurityException {
        PKIXBuilderParameters parameters = new PKIXBuilderParameters(store(revoked.trusted()), new X509CertSelector());
        try (InputStream in = Files.newInputStream(revoked.list())) {
            CRL list = CertificateFactory.getInstance("X.509").generateCRL(in);
            parameters.addCertStore(
                    CertStore.getInstance("Collection", new CollectionCertStoreParameters(List.of(list))));
        }
        parameters.setRevocationEnabled(true);
        TrustManagerFactory trustManagers = TrustManagerFactory.getInstance("PKIX");
        trustManagers.init(new CertPathTrustManagerParameters(parameters));
        return trustManagers.getTrustManagers();
    }

    public int port() {
        return server.getLocalPort();
    }

    private void listen() {
        while (!server.isClosed()) {
            try {
                Socket socket = server.accept();
                Thread handshake = new Thread(() -> shakeHands(socket), "tls-handshake");
                handshake.setDaemon(true);
                handshake.start();
            } catch (IOException e) {
                // The port is closed.
            }
        }
    }

    private void shakeHands(Socket socket) {
        try (socket) {
            socket.setSoTimeout(PATIENCE_MS);
            try {
                SSLSocket tls = (SSLSocket) context.getSocketFactory().createSocket(socket, null, false);
                manners.accept(tls);
                tls.startHandshake();
            } catch (IOException e) {
                // One of both does not like the other's certificate or version.
            }
            // What is closed with something unread is reset, and an alert on its way is lost.
            socket.shutdownOutput();
            socket.getInputStream().transferTo(OutputStream.nullOutputStream());
        } catch (IOException e) {
            // The client has gone.
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
