package io.kafkalifeline.session;

import java.time.Duration;

/**
 * For how long a refusal may pass by itself, where the operator has not said for how long to wait (R11: refusals that
 * pass are waited out): it depends on who has to do something about it.
 *
 * <pre>
 *   whose credentials                     who mends it                                     time
 *   Streams', Connect's                   whoever starts what dies of being told           2 min
 *   OAUTHBEARER                           Kafka's login thread; it waits 10 s between      30 s
 *                                         two tries, and the endpoint has to be back
 *   from a handler of the application's   who rotates its file or secret, often late       15 s
 *   fixed                                 the broker, which has still to hear of them      5 s
 * </pre>
 */
public final class UsualPatience {
    /** Where nothing is known of the credentials. */
    static final Duration SHORTEST = Duration.ofSeconds(5);

    private static final Duration ROTATION = Duration.ofSeconds(15);
    private static final Duration LOGIN_THREAD = Duration.ofSeconds(30);
    private static final Duration MORTAL = Duration.ofMinutes(2);

    private UsualPatience() {}

    /**
     * Returns the time.
     *
     * @param mechanism SASL's
     * @param ownHandler whether a handler answers that is not Kafka's
     * @param mortal whether what uses the client ends for ever when it is told
     */
    public static Duration with(String mechanism, boolean ownHandler, boolean mortal) {
        if (mortal) {
            return MORTAL;
        }
        if (mechanism.equals("OAUTHBEARER")) {
            return LOGIN_THREAD;
        }
        return ownHandler ? ROTATION : SHORTEST;
    }
}
