package io.kafkalifeline.smoke.msk;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Locale;

/**
 * Temporary AWS credentials as the fixture issues them. The broker keeps no list of them: everything it must know is in
 * the session token, and the secret key follows from the token.
 *
 * @param sessionName the last part of the principal's ARN; letters, digits and hyphens
 * @param serial distinguishes credentials of the same session name
 */
public record Credentials(String sessionName, long serial) {
    private static final byte[] FIXTURE_KEY = "made up for the smoke tests".getBytes(StandardCharsets.UTF_8);

    /** Reads what {@link #sessionToken} wrote. */
    static Credentials ofToken(String token) {
        String[] parts = new String(Base64.getUrlDecoder().decode(token), StandardCharsets.UTF_8).split(":", 2);
        return new Credentials(parts[0], Long.parseLong(parts[1]));
    }

    public String accessKeyId() {
        return "ASIA" + String.format(Locale.ROOT, "%016X", serial);
    }

    public String secretAccessKey() {
        return Base64.getEncoder().withoutPadding().encodeToString(SigV4.hmac(FIXTURE_KEY, sessionToken()));
    }

    public String sessionToken() {
        String parts = sessionName + ":" + serial;
        return Base64.getUrlEncoder().withoutPadding().encodeToString(parts.getBytes(StandardCharsets.UTF_8));
    }

    /** The principal as MSK names it; its type is {@code IAM}. */
    String arn() {
        return "arn:aws:sts::123456789012:assumed-role/app-role/" + sessionName;
    }
}
