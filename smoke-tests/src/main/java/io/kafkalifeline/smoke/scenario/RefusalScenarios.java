package io.kafkalifeline.smoke.scenario;

import java.util.List;
import java.util.function.Consumer;

/** Brokers and credential sources that say no, say nothing, or take their time. */
final class RefusalScenarios {
    private static final String SESSION = "lifetime=3000";
    private static final String SHORT_SESSION = "lifetime=2000";
    private static final String LONG_SESSION = "lifetime=15000";

    private RefusalScenarios() {}

    static List<Scenario> all() {
        return List.of(
                everyTime("illegal", "illegal=true").tolerates(Tolerance.ILLEGAL_SASL_STATE),
                everyTime("refused", "refuse=Authentication failed;on=again"),
                everyTime("dropped", "drop=true;on=again"),
                everyTime("hung", "hang=true;on=again"),
                Scenario.named("revoked")
                        .agentOptions("reauthentication.patience=5s")
                        .refusedFrom(5)
                        .script(SHORT_SESSION)
                        .follow(5, SHORT_SESSION + ";refuse=Access denied")
                        // A session after the brokers change their mind, as in stock, and six seconds of patience.
                        .toldBy(5 + 2 + 6),
                Scenario.named("revoked-no-patience")
                        .agentOptions("reauthentication.patience=0s")
                        .refusedFrom(5)
                        .script(SHORT_SESSION)
                        .follow(5, SHORT_SESSION + ";refuse=Access denied")
                        .toldBy(5 + 2 + 1),
                Scenario.named("bad-from-the-start")
                        .script("refuse=Access denied")
                        // What starting a JVM and nine clients takes on a busy machine is in it.
                        .toldBy(8),
                passing("too-many-connects", "refuse=Too many connects"),
                passing("too-short", "refuse=Session too short"),
                Scenario.named("late-rotation")
                        .script(SHORT_SESSION)
                        .at(
                                4,
                                fixture -> fixture.cluster()
                                        .follow(SHORT_SESSION + ";since="
                                                + fixture.credentials().nextSerial()))
                        .at(7, fixture -> fixture.credentials().rotate("pod-1"))
                        .least(12)
                        .tolerates(Tolerance.CUT_ON_THE_WIRE),
                Scenario.named("zero")
                        .script(SHORT_SESSION)
                        .follow(4, "lifetime=0")
                        .follow(7, SHORT_SESSION)
                        .least(12),
                slow("slow-900", fixture -> fixture.credentials().slow(900)),
                slow("slow-4000", fixture -> fixture.credentials().slow(4000)),
                Scenario.named("failing-source")
                        .iamOptions("awsMaxRetries=\"0\"")
                        .script(LONG_SESSION)
                        .every(2, (fixture, time) -> fixture.credentials().failing(time % 2 == 1))
                        .longestGap(200)
                        .least(16));
    }

    /** Every re-authentication goes wrong, every first authentication is fine. */
    private static Scenario everyTime(String name, String script) {
        return Scenario.named(name)
                .script(SESSION)
                .follow(0, SESSION + ";" + script)
                .tolerates(Tolerance.CUT_ON_THE_WIRE);
    }

    /** For ten seconds nobody is let in. */
    private static Scenario passing(String name, String script) {
        return Scenario.named(name)
                .script(SHORT_SESSION)
                .follow(4, SHORT_SESSION + ";" + script)
                .follow(14, SHORT_SESSION)
                .least(16)
                .tolerates(Tolerance.CUT_ON_THE_WIRE);
    }

    private static Scenario slow(String name, Consumer<Fixture> slowly) {
        return Scenario.named(name)
                .script(LONG_SESSION)
                .at(0, slowly)
                .longestGap(200)
                .least(16);
    }
}
