/**
 * The middle layer of the tests: real kafka-clients of several releases, woven by the built agent, against a cluster
 * inside the JVM that speaks Kafka's protocol and does what it is told.
 *
 * <p>A {@link io.kafkalifeline.hooktests.cluster.Cluster} is one node on plain sockets, with a port that the system picks.
 * It serves one request of a connection at a time, as a broker does, and judges a session's end and the second between two
 * renewals when it takes a request off the socket (KIP-368). A {@link io.kafkalifeline.hooktests.cluster.Script} tells it
 * what to do, before and while it runs: how long sessions last, and which requests it refuses, answers late, throttles,
 * leaves without an answer, or answers by cutting the connection. Its {@link io.kafkalifeline.hooktests.cluster.Journal}
 * holds every request and everything that became of a session, in order: tests wait for events and count them, and measure
 * no time.
 *
 * <p>The cluster uses Kafka's own message classes where they are the same in all releases, and bytes where they are not. It
 * never uses Kafka's network classes, which are what is tested. It speaks one version of each request.
 *
 * <p>Each release is one execution of failsafe, with the agent on the command line and the release on the class path. What
 * the agent prints is kept in {@link io.kafkalifeline.hooktests.AgentLines}. {@code renamed} asks the agent's annotations
 * which members of Kafka's each feature needs, gives one after the other another name, and loads each such kafka-clients
 * with a loader of its own.
 */
package io.kafkalifeline.hooktests;
