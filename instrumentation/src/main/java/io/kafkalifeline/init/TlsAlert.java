package io.kafkalifeline.init;

/**
 * Recognises a TLS endpoint that a client speaks plaintext to: it answers with an alert, whose first four bytes Kafka
 * takes for the length of a response.
 */
public final class TlsAlert {
    /** Content type "alert" (0x15) of a record of TLS, whose major version is 3 in every release. */
    private static final int TYPE_AND_MAJOR_VERSION = 0x1503;

    private TlsAlert() {}

    /** Whether what looks like a response of that length is a TLS alert. */
    public static boolean isReadAsLength(long length) {
        return length >>> 16 == TYPE_AND_MAJOR_VERSION;
    }
}
