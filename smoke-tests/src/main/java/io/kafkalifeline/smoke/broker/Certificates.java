package io.kafkalifeline.smoke.broker;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.Charset;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.util.List;

/**
 * Self-signed certificates made by {@code keytool}: the broker's, for {@code localhost}, and a stranger's that nobody
 * presents.
 *
 * @param brokerKeys the broker's key store
 * @param trusted trusts the broker's certificate
 * @param untrusting trusts only the stranger's
 */
public record Certificates(Path brokerKeys, Path trusted, Path untrusting) {
    public static final String PASSWORD = "smoke-store";

    /** Makes them in {@code directory}, once. */
    public static synchronized Certificates in(Path directory) {
        Certificates made = new Certificates(
                directory.resolve("broker.p12"),
                directory.resolve("trust.p12"),
                directory.resolve("stranger-trust.p12"));
        if (!Files.exists(made.untrusting)) {
            keyPair(made.brokerKeys, "localhost");
            trust(made.brokerKeys, made.trusted);
            Path stranger = directory.resolve("stranger.p12");
            keyPair(stranger, "stranger");
            trust(stranger, made.untrusting);
        }
        return made;
    }

    private static void keyPair(Path store, String host) {
        try {
            Files.deleteIfExists(store);
            Process keytool = new ProcessBuilder(List.of(
                            Path.of(System.getProperty("java.home"), "bin", "keytool")
                                    .toString(),
                            "-genkeypair",
                            "-alias",
                            host,
                            "-keyalg",
                            "EC",
                            "-groupname",
                            "secp256r1",
                            "-validity",
                            "3650",
                            "-dname",
                            "CN=" + host,
                            "-ext",
                            "SAN=dns:" + host + ",ip:127.0.0.1",
                            "-storetype",
                            "PKCS12",
                            "-keystore",
                            store.toString(),
                            "-storepass",
                            PASSWORD))
                    .redirectErrorStream(true)
                    .start();
            String output = new String(keytool.getInputStream().readAllBytes(), Charset.defaultCharset());
            if (keytool.waitFor() != 0) {
                throw new IllegalStateException("keytool: " + output);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    private static void trust(Path keys, Path store) {
        try {
            KeyStore trusted = KeyStore.getInstance("PKCS12");
            trusted.load(null, null);
            KeyStore own = KeyStore.getInstance("PKCS12");
            try (InputStream in = Files.newInputStream(keys)) {
                own.load(in, PASSWORD.toCharArray());
            }
            String alias = own.aliases().nextElement();
            trusted.setCertificateEntry(alias, own.getCertificate(alias));
            try (OutputStream out = Files.newOutputStream(store)) {
                trusted.store(out, PASSWORD.toCharArray());
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }
}
