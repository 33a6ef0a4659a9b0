package io.kafkalifeline.hooktests.cluster;

import java.util.List;
import org.apache.kafka.common.protocol.ApiKeys;

/**
 * One line of a {@link Journal}.
 *
 * @param nanos when, by {@link System#nanoTime()}
 * @param connection the connection's number, from 1
 * @param clientId null where no request was read
 * @param api the request; null where it is not about one
 * @param batches what a produce request held; else empty
 */
public record Event(long nanos, int connection, String clientId, Kind kind, ApiKeys api, List<Batch> batches) {
    /** What happened. */
    public enum Kind {
        /** A request was taken off the socket. */
        REQUEST,
        /** A first authentication has succeeded. */
        AUTHENTICATED,
        /** A re-authentication has succeeded. */
        RENEWED,
        /** A step of SASL was refused. */
        REFUSED,
        /** A re-authentication came within a second of the one before it: ILLEGAL_SASL_STATE. */
        TOO_SOON,
        /** A request came after the session's end; the connection was closed. */
        EXPIRED,
        /** The cluster has cut the connection, as told. */
        CUT,
        /** The client has closed the connection. */
        LEFT
    }

    @Override
    public String toString() {
        return connection + " " + clientId + " " + kind + (api == null ? "" : " " + api)
                + (batches.isEmpty() ? "" : " " + batches);
    }
}
