package io.kafkalifeline.smoke.broker;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.Charset;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * A certificate for {@code localhost} that was good for a day, long ago. Signed by an authority that the client trusts:
 * Java does not look at the dates of a certificate that is trusted itself.
 *
 * @param keys the key store of whoever presents it
 * @param trusted trusts the authority
 */
public record ExpiredCertificate(Path keys, Path trusted) {
    /** Makes it in {@code directory}, once. */
    public static synchronized ExpiredCertificate in(Path directory) {
        ExpiredCertificate made =
                new ExpiredCertificate(directory.resolve("expired.p12"), directory.resolve("expired-trust.p12"));
        if (!Files.exists(made.trusted)) {
            Path authority = directory.resolve("expired-authority.p12");
            Path request = directory.resolve("expired.csr");
            Path certificate = directory.resolve("expired.pem");
            Path authoritys = directory.resolve("expired-authority.pem");
            try {
                for (Path file : List.of(made.keys, authority, request, certificate, authoritys)) {
                    Files.deleteIfExists(file);
                }
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
            keytool(authority, "-genkeypair", "-keyalg", "EC", "-dname", "CN=authority", "-ext", "bc:c");
            keytool(authority, "-exportcert", "-rfc", "-file", authoritys.toString());
            keytool(made.keys, "-genkeypair", "-keyalg", "EC", "-dname", "CN=localhost");
            keytool(made.keys, "-certreq", "-file", request.toString());
            keytool(
                    authority,
                    "-gencert",
                    "-rfc",
                    "-startdate",
                    "-10d",
                    "-validity",
                    "1",
                    "-ext",
                    "SAN=dns:localhost",
                    "-infile",
                    request.toString(),
                    "-outfile",
                    certificate.toString());
            importInto(made.keys, "authority", authoritys);
            importInto(made.keys, "mykey", certificate);
            importInto(made.trusted, "authority", authoritys);
        }
        return made;
    }

    private static void importInto(Path store, String alias, Path certificate) {
        keytool(store, "-importcert", "-noprompt", "-alias", alias, "-file", certificate.toString());
    }

    private static void keytool(Path store, String... arguments) {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "keytool").toString());
        command.addAll(List.of(arguments));
        command.addAll(
                List.of("-keystore", store.toString(), "-storetype", "PKCS12", "-storepass", Certificates.PASSWORD));
        try {
            Process keytool =
                    new ProcessBuilder(command).redirectErrorStream(true).start();
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
}
