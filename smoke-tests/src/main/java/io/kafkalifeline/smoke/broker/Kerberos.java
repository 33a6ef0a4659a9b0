package io.kafkalifeline.smoke.broker;

import io.kafkalifeline.smoke.Workspace;
import io.kafkalifeline.smoke.process.ChildProcess;
import io.kafkalifeline.smoke.process.JavaCommand;
import io.kafkalifeline.smoke.secrets.Secrets;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import javax.security.auth.kerberos.KerberosKey;
import javax.security.auth.kerberos.KerberosPrincipal;
import javax.security.auth.kerberos.KeyTab;

/** A real Kerberos server (Apache Kerby, by Hadoop's MiniKdc) as a process of its own; one at a time. */
public final class Kerberos implements AutoCloseable {
    /** The system property by which a JVM finds the realm's server. */
    public static final String CONFIGURATION_PROPERTY = "java.security.krb5.conf";

    static final String SERVICE = "kafka";

    private static final String REALM = "EXAMPLE.COM";
    private static final Duration BOOT = Duration.ofSeconds(60);
    private static final String BROKER = SERVICE + "/localhost";

    private final ChildProcess process;

    private Kerberos(ChildProcess process) {
        this.process = process;
    }

    /** Starts it, with the principals of broker and client in one key table, and returns when it serves. */
    public static Kerberos start() {
        Path settings = home().resolve("kdc.properties");
        try {
            Files.deleteIfExists(keys());
            Files.write(settings, List.of("kdc.port=0", "kdc.bind.address=127.0.0.1", "debug=false"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        ChildProcess process = JavaCommand.named("kdc")
                .small()
                .classPath(Workspace.kdcJars())
                .main("org.apache.hadoop.minikdc.MiniKdc", home().toString(), settings.toString(), keys().toString())
                .args(BROKER, Logins.USER)
                .start(Workspace.directory("logs"));
        process.awaitLine(line -> line.contains("<CTRL-C>"), BOOT);
        noteSecrets(Logins.USER);
        noteSecrets(BROKER);
        return new Kerberos(process);
    }

    private static void noteSecrets(String name) {
        KerberosPrincipal principal = new KerberosPrincipal(name + "@" + REALM);
        Secrets.note(principal.getName());
        for (KerberosKey key : KeyTab.getInstance(principal, keys().toFile()).getKeys(principal)) {
            Secrets.note(HexFormat.of().formatHex(key.getEncoded()));
            Secrets.note(Base64.getEncoder().encodeToString(key.getEncoded()));
        }
    }

    /** The value of {@link #CONFIGURATION_PROPERTY}. */
    public static String configuration() {
        return home().resolve("krb5.conf").toString();
    }

    static String brokerLogin() {
        return login(BROKER);
    }

    static String clientLogin() {
        return login(Logins.USER);
    }

    private static String login(String principal) {
        return "com.sun.security.auth.module.Krb5LoginModule required useKeyTab=true storeKey=true keyTab=\"" + keys()
                + "\" principal=\"" + principal + "@" + REALM + "\";";
    }

    private static Path keys() {
        return home().resolve("all.keytab");
    }

    private static Path home() {
        return Workspace.directory("kdc");
    }

    @Override
    public void close() {
        process.close();
    }
}
