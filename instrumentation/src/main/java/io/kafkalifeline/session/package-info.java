/**
 * When a client authenticates, holds back, reconnects, waits or gives up: decisions only, without any type of Kafka's.
 * Confined to the thread that drives the client, and told the time by whoever asks. The rules (R1–R18) are in
 * {@code agent/docs/rules.md}.
 *
 * <p>One connection. {@link io.kafkalifeline.session.Renewal} is the one decision; the words in capitals are the states
 * of its session, the words beside them its {@linkplain io.kafkalifeline.session.Step steps}.
 *
 * <pre>
 *   CONNECTING ────── granted ──────▶ LIVE ───── begun ─────▶ RENEWING ── granted ──▶ LIVE
 *       │ WRITE                        │ WRITE                    │ HOLD
 *       │                              │ HOLD                     │ GIVE_UP: the broker was silent for 10 s
 *       │                              │ ASK_SOURCE               │
 *       │                              │ PROBE                    │
 *       │                              │ RENEW                    │
 *       ▼                              ▼                          ▼
 *     closed                         closed                     closed, refused, given up
 *
 *   An agent that was attached to a live connection sees CONNECTING ── begun ──▶ RENEWING.
 *
 *   LIVE, without end:            WRITE
 *   LIVE, nobody wants it:        nothing is done; it is left to expire
 *   LIVE, otherwise:
 *     WRITE        while the request is expected to be read before the session's end
 *     HOLD         from then on, until the re-authentication
 *     PROBE        what is never answered was written, and only an answer tells that it was read
 *     ASK_SOURCE   some time before the re-authentication, where tokens may take time
 *     RENEW        due, not within the broker's second, not while it throttles;
 *                  the token in hand, or the session over and its source has had its chance
 * </pre>
 *
 * From one connection to the next. {@link io.kafkalifeline.session.AfterFailure} decides.
 *
 * <pre>
 *   a re-authentication failed                  AT_ONCE    a {@code ReplacementDelay} apart
 *   a first one was refused
 *     let in before, patience left              LATER      for how long: {@link io.kafkalifeline.session.Patience}
 *     let in before, patience over              SURFACES   once a second: {@link io.kafkalifeline.session.AttemptPace}
 *     never let in                              KAFKAS     Kafka's own back-off
 *   a first one failed for another reason       KAFKAS
 * </pre>
 *
 * Who knows what.
 *
 * <pre>
 *   what a lifetime is worth                    LifetimeKind, Grant
 *   the times of the session                    Session, Exchange
 *   when a request is taken off the socket      package traffic
 *   the token ahead of time                     PrefetchSchedule
 *     of several connections                    {@link io.kafkalifeline.session.CredentialTurns}
 *   what the client wants of the connection     Demand
 *   what outlives a connection                  {@link io.kafkalifeline.session.ClusterMemory}
 * </pre>
 */
package io.kafkalifeline.session;
