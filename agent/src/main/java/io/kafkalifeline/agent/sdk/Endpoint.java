package io.kafkalifeline.agent.sdk;

import io.kafkalifeline.log.SecretShapes;
import java.net.URI;
import java.util.concurrent.TimeUnit;

/** Where spans or metrics go, and how the last attempt to get them there went. Thread-safe. */
final class Endpoint {
    private static final int HTTP_PORT = 80;
    private static final int HTTPS_PORT = 443;

    private final URI url;
    private boolean answers;
    private boolean open;
    private boolean ending;
    private String problem;
    private long failedAt;

    Endpoint(URI url) {
        this.url = url;
    }

    URI url() {
        return url;
    }

    /** The port that a URL means where it names none. */
    static int port(URI url) {
        if (url.getPort() > 0) {
            return url.getPort();
        }
        return "https".equalsIgnoreCase(url.getScheme()) ? HTTPS_PORT : HTTP_PORT;
    }

    /** An attempt was successful. */
    synchronized void answered() {
        answers = true;
        problem = null;
    }

    /** Something takes connections there; that is all that is known. */
    synchronized void taken() {
        open = true;
    }

    /** An attempt has failed. */
    synchronized void failed(String reason) {
        answers = false;
        open = false;
        problem = reason;
        failedAt = System.nanoTime();
    }

    /** Why the last attempt has failed; null where it has not, or there was none. */
    synchronized String problem() {
        return problem;
    }

    /** Whether an export is likely to succeed: the last one has, or at least something is there. */
    synchronized boolean isPromising() {
        return answers || open;
    }

    /** Whether nothing is known of it. */
    synchronized boolean isUnknown() {
        return !answers && problem == null;
    }

    /** Whether an attempt after this moment has failed, and none was successful. */
    synchronized boolean hasFailedSince(long nanoTime) {
        return problem != null && failedAt - nanoTime >= 0;
    }

    /** The JVM ends: from now on nothing is tried again. */
    synchronized void end() {
        ending = true;
        notifyAll();
    }

    /** Waits before an attempt is made again; returns false where there shall be no other. */
    synchronized boolean awaitNextAttempt(long nanos) {
        long deadline = System.nanoTime() + nanos;
        try {
            for (long left = nanos; left > 0 && !ending; left = deadline - System.nanoTime()) {
                TimeUnit.NANOSECONDS.timedWait(this, left);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
        return !ending;
    }

    /** The URL as it may be seen. */
    @Override
    public String toString() {
        return SecretShapes.mask(url.toString());
    }
}
