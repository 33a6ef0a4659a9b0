/**
 * When a client authenticates, holds back, reconnects, waits or gives up: decisions only, without any type of Kafka's,
 * confined to the thread that drives the client, told the time by whoever asks. The rules (R1–R18) are in README.md.
 *
 * <pre>
 *              connect                        begin: due, not within the broker's second,
 *                 │                           token in hand or the session over
 *                 ▼                                │
 *   ┌──────▶ CONNECTING ── granted ──▶ LIVE ───────┴──────▶ RENEWING ── granted ──▶ LIVE
 *   │             │                    │ ▲                     │
 *   │             │               held │ │ granted             │ refused, closed, silent for 10 s
 *   │             │                    ▼ │                     ▼
 *   │             │                  HOLDING               AT_ONCE ───────────────┐
 *   │             │ refused                                                       │
 *   │             ├─ let in before, patience left ────▶ LATER ────────────────────┤
 *   │             ├─ let in before, patience over ────▶ SURFACES, once a second ──┤
 *   │             └─ never let in, or not refused ────▶ KAFKAS (back-off) ────────┤
 *   └─────────────────────────────────────────────────────────────────────────────┘
 *
 *   CONNECTING, LIVE, RENEWING, HOLDING   {@link io.kafkalifeline.session.Session}
 *     what a lifetime is worth            Verdict, Grant
 *     when a request arrives in time      RoundTrip, InFront, LargeRequests, Blind
 *   the token ahead of time               {@link io.kafkalifeline.session.Prefetch}, {@link io.kafkalifeline.session.Turns}
 *   AT_ONCE, LATER, SURFACES, KAFKAS      {@link io.kafkalifeline.session.Recourse}
 *     for how long                        {@link io.kafkalifeline.session.Patience}
 *     how often                           {@link io.kafkalifeline.session.AttemptPace}, Stagger
 *   what outlives a connection            {@link io.kafkalifeline.session.ClusterMemory}
 * </pre>
 */
package io.kafkalifeline.session;
