package io.kafkalifeline.smoke.broker;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.util.List;

/**
 * A client's certificate that its authority has revoked.
 *
 * @param keys the key store of the client
 * @param trusted trusts the authority
 * @param list what the authority has revoked (RFC 5280)
 */
public record RevokedCertificate(Path keys, Path trusted, Path list) {
    /** Makes it in {@code directory}, once. */
    public static synchronized RevokedCertificate in(Path directory) {
        RevokedCertificate made = new RevokedCertificate(
                directory.resolve("revoked.p12"),
                directory.resolve("revoked-trust.p12"),
                directory.resolve("revoked.crl"));
        if (!Files.exists(made.list)) {
            Path authority = directory.resolve("revoking-authority.p12");
            Path request = directory.resolve("revoked.csr");
            Path certificate = directory.resolve("revoked.pem");
            Path authoritys = directory.resolve("revoking-authority.pem");
            Keytool.delete(List.of(made.keys, made.trusted, authority, request, certificate, authoritys));
            Keytool.run(authority, "-genkeypair", "-keyalg", "EC", "-dname", "CN=revoking", "-ext", "bc:c");
            Keytool.run(authority, "-exportcert", "-rfc", "-file", authoritys.toString());
            Keytool.run(made.keys, "-genkeypair", "-keyalg", "EC", "-dname", "CN=client");
            Keytool.run(made.keys, "-certreq", "-file", request.toString());
            Keytool.run(
                    authority, "-gencert", "-rfc", "-infile", request.toString(), "-outfile", certificate.toString());
            Keytool.importInto(made.keys, "authority", authoritys);
            Keytool.importInto(made.keys, "mykey", certificate);
            Keytool.importInto(made.trusted, "authority", authoritys);
            Keytool.run(authority, "-gencrl", "-rfc", "-id", serialOf(certificate), "-file", made.list.toString());
        }
        return made;
    }

    private static String serialOf(Path certificate) {
        try (InputStream in = Files.newInputStream(certificate)) {
            return ((X509Certificate) CertificateFactory.getInstance("X.509").generateCertificate(in))
                    .getSerialNumber()
                    .toString();
        } catch (IOException | CertificateException e) {
            throw new IllegalStateException(e);
        }
    }
}
