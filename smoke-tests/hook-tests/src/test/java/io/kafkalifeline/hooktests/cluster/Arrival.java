package io.kafkalifeline.hooktests.cluster;

import java.util.function.Predicate;
import org.apache.kafka.common.protocol.ApiKeys;

/**
 * A request as it is taken off the socket: what a {@link Script} decides on.
 *
 * @param connection the connection's number in this cluster, from 1
 * @param clientId as the request's header says
 * @param authenticated whether the connection has had a session before
 * @param renewal whether it belongs to a re-authentication
 */
public record Arrival(int connection, String clientId, ApiKeys api, boolean authenticated, boolean renewal) {
    /** A request of that kind; of a first authentication or of none, not of a renewal. */
    public static Predicate<Arrival> of(ApiKeys api) {
        return arrival -> arrival.api() == api && !arrival.renewal();
    }

    /** That step of a renewal. */
    public static Predicate<Arrival> renewing(ApiKeys api) {
        return arrival -> arrival.api() == api && arrival.renewal();
    }

    /** A request of that kind before the connection has a session. */
    public static Predicate<Arrival> beforeLogin(ApiKeys api) {
        return arrival -> arrival.api() == api && !arrival.authenticated();
    }

    /** A request of that kind, and no step of SASL, once the connection has a session. */
    public static Predicate<Arrival> afterLogin(ApiKeys api) {
        return arrival -> arrival.api() == api && arrival.authenticated() && !arrival.renewal();
    }
}
