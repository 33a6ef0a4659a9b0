package io.kafkalifeline.init;

/**
 * Recognises who answers a client that expects Kafka: its first four bytes, which Kafka takes for the length of a
 * response.
 */
public enum ForeignAnswer {
    /** A TLS endpoint that was spoken to in plaintext answers with an alert. */
    TLS("a TLS alert: this port expects TLS"),
    /** {@code HTTP/1.1 400 Bad Request}, as a proxy or a web server answers. */
    HTTP("HTTP: this port is no Kafka listener"),
    /** Any other protocol of text, such as SSH or SMTP. */
    TEXT("another protocol: this port is no Kafka listener");

    private static final int HTTP_BYTES = 0x48545450;

    private final String words;

    ForeignAnswer(String words) {
        this.words = words;
    }

    /** What the broker has answered with, as a noun, and what that means. */
    public String words() {
        return words;
    }

    /** Returns null for a length that may be one of Kafka's. */
    public static ForeignAnswer readAsLength(long length) {
        if (TlsAlert.isReadAsLength(length)) {
            return TLS;
        }
        if (length == HTTP_BYTES) {
            return HTTP;
        }
        return isText(length) ? TEXT : null;
    }

    private static boolean isText(long length) {
        for (int shift = 24; shift >= 0; shift -= 8) {
            long each = length >>> shift & 0xff;
            if (each < ' ' || each > '~') {
                return false;
            }
        }
        return length >>> 32 == 0;
    }
}
