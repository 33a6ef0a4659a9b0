package io.kafkalifeline.smoke.msk;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** AWS Signature Version 4 of a presigned {@code GET https://HOST/?…}, the signing side of what MSK verifies. */
final class SigV4 {
    private SigV4() {}

    /**
     * The signature over {@code query}, which holds every parameter but the signature itself.
     *
     * @param scope {@code yyyyMMdd/region/service/aws4_request}
     */
    static String signature(String secretKey, String scope, String date, String host, Map<String, String> query) {
        String canonicalRequest = String.join(
                "\n",
                "GET",
                "/",
                canonical(query),
                "host:" + host,
                "",
                "host",
                HexFormat.of().formatHex(sha256("")));
        String toSign = String.join(
                "\n", "AWS4-HMAC-SHA256", date, scope, HexFormat.of().formatHex(sha256(canonicalRequest)));
        byte[] key = ("AWS4" + secretKey).getBytes(StandardCharsets.UTF_8);
        for (String part : scope.split("/", -1)) {
            key = hmac(key, part);
        }
        return HexFormat.of().formatHex(hmac(key, toSign));
    }

    static byte[] hmac(byte[] key, String text) {
        try {
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(key, "HmacSHA256"));
            return mac.doFinal(text.getBytes(StandardCharsets.UTF_8));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    private static String canonical(Map<String, String> query) {
        return new TreeMap<>(query)
                .entrySet().stream()
                        .map(one -> encode(one.getKey()) + "=" + encode(one.getValue()))
                        .collect(Collectors.joining("&"));
    }

    private static String encode(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8)
                .replace("+", "%20")
                .replace("*", "%2A")
                .replace("%7E", "~");
    }

    private static byte[] sha256(String text) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }
}
