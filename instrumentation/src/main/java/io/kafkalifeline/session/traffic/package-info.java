/**
 * What is written on a connection and what comes back: estimates of when a broker takes a request off the socket (R2:
 * requests arrive in time). Knows nothing of sessions. Times are nanoseconds of the client's clock; unless a class says
 * otherwise it is confined to the thread that drives the connection.
 *
 * <pre>
 *   one connection     Traffic: RoundTrip, RequestsAhead with ServiceTimes and ConnectionSpeed, UnansweredRequests
 *   one client         NetworkSpeed with LargeRequests, ReadDelays
 * </pre>
 */
package io.kafkalifeline.session.traffic;
