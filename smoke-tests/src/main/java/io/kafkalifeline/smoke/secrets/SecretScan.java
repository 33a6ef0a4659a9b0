package io.kafkalifeline.smoke.secrets;

import java.io.IOException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Collection;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/** Looks for secrets in texts: known ones in every form in which they travel, and whatever looks like a SASL payload. */
public final class SecretScan {
    /** Where something was found. The secret itself is not repeated. */
    public record Finding(Path file, int line, String what) {}

    private static final Map<String, Pattern> SHAPES = Map.of(
            "SCRAM message (RFC 5802)", Pattern.compile("n,,n=|c=biws,r=|,p=[A-Za-z0-9+/]{20}"),
            "SigV4 signature", Pattern.compile("(?i)x-amz-signature\\W{0,6}[0-9a-f]{16}"),
            "session token", Pattern.compile("(?i)x-amz-security-token\\W{0,6}[\\w%+/=-]{8}"),
            "JSON web token", Pattern.compile("eyJ[\\w-]{8,}\\.[\\w-]*\\."),
            "JAAS line", Pattern.compile("LoginModule\\s+(required|requisite|sufficient|optional)"),
            "PLAIN message (RFC 4616)", Pattern.compile("\0alice\0|AGFsaWNlAG"));

    /** From text to what it is a form of. */
    private final Map<String, String> forms = new LinkedHashMap<>();

    public SecretScan(Collection<String> secrets) {
        int number = 0;
        for (String secret : secrets) {
            String which = "secret " + ++number;
            byte[] bytes = secret.getBytes(StandardCharsets.UTF_8);
            forms.put(secret, which);
            forms.put(URLEncoder.encode(secret, StandardCharsets.UTF_8), which + " url-encoded");
            forms.put(HexFormat.of().formatHex(bytes), which + " in hex");
            for (int shift = 0; shift < 3; shift++) {
                forms.put(base64Inside(bytes, shift), which + " in base64");
            }
        }
    }

    /** What base64 makes of the bytes within others, {@code shift} of them (modulo 3) before: without the mixed ends. */
    private static String base64Inside(byte[] bytes, int shift) {
        byte[] shifted = new byte[shift + bytes.length];
        System.arraycopy(bytes, 0, shifted, shift, bytes.length);
        String encoded = Base64.getEncoder().withoutPadding().encodeToString(shifted);
        int end = shifted.length % 3 == 0 ? encoded.length() : encoded.length() - 1;
        return encoded.substring(shift == 0 ? 0 : shift + 1, end);
    }

    /** Everything found in one file. */
    public List<Finding> in(Path file) throws IOException {
        return in(file, Files.readString(file, StandardCharsets.ISO_8859_1));
    }

    /** Everything found in what a file says that is no text itself. */
    public List<Finding> in(Path file, String all) {
        List<Finding> found = new ArrayList<>();
        forms.forEach((text, what) -> {
            int at = all.indexOf(text);
            if (at >= 0) {
                found.add(new Finding(file, line(all, at), what));
            }
        });
        SHAPES.forEach((what, shape) -> shape.matcher(all)
                .results()
                .limit(1)
                .forEach(match -> found.add(new Finding(file, line(all, match.start()), what))));
        return found;
    }

    private static int line(String text, int at) {
        return 1 + (int) text.substring(0, at).chars().filter(c -> c == '\n').count();
    }
}
