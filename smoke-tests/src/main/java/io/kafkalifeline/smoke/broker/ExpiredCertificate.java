package io.kafkalifeline.smoke.broker;

import java.nio.file.Files;
import java.nio.file.Path;
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
            Keytool.delete(List.of(made.keys, authority, request, certificate, authoritys));
            Keytool.run(authority, "-genkeypair", "-keyalg", "EC", "-dname", "CN=authority", "-ext", "bc:c");
            Keytool.run(authority, "-exportcert", "-rfc", "-file", authoritys.toString());
            Keytool.run(made.keys, "-genkeypair", "-keyalg", "EC", "-dname", "CN=localhost");
            Keytool.run(made.keys, "-certreq", "-file", request.toString());
            Keytool.run(
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
            Keytool.importInto(made.keys, "authority", authoritys);
            Keytool.importInto(made.keys, "mykey", certificate);
            Keytool.importInto(made.trusted, "authority", authoritys);
        }
        return made;
    }
}
