package io.kafkalifeline.smoke.msk;

import java.util.HashMap;
import java.util.Map;

/**
 * How a broker treats SASL exchanges from now on. Written as {@code key=value;key=value}, so that it fits on one line
 * of a broker's standard input; what is left out is off.
 *
 * <ul>
 *   <li>{@code lifetime=936}, {@code lifetime=50..3000} (random per session), {@code lifetime=window:12000} (what is
 *       left of the 12 s that began with the first session of these credentials, and 12 s anew after they are over); in
 *       ms, none by default
 *   <li>{@code minimum=2000}: "Session too short" for what would be less; in ms
 *   <li>{@code refuse=Too many connects}: answered with SASL_AUTHENTICATION_FAILED and that phrase
 *   <li>{@code since=1234}: "Access denied" for credentials with a lower serial number
 *   <li>{@code drop=true}: the connection is closed instead of an answer
 *   <li>{@code hang=true}: no answer, ever
 *   <li>{@code slow=300}: every answer that many ms late; holds up the listener's other connections too
 *   <li>{@code on=first}, {@code on=again}: {@code refuse}, {@code drop}, {@code hang}, {@code slow} only for first authentications or for re-authentications
 *   <li>{@code illegal=true}: re-authentications are answered with ILLEGAL_SASL_STATE
 *   <li>{@code principal=2}: a suffix to every principal
 * </ul>
 */
final class Script {
    private static volatile Script current = new Script(Map.of());

    private final Map<String, String> settings;

    private Script(Map<String, String> settings) {
        this.settings = settings;
    }

    static Script current() {
        return current;
    }

    static void follow(String line) {
        current = of(line);
    }

    static Script of(String line) {
        Map<String, String> settings = new HashMap<>();
        for (String one : line.split(";", -1)) {
            if (!one.isBlank()) {
                String[] keyAndValue = one.split("=", 2);
                settings.put(keyAndValue[0].trim(), keyAndValue[1].trim());
            }
        }
        return new Script(settings);
    }

    /** Null without expiry. */
    String lifetime() {
        return settings.get("lifetime");
    }

    long minimumMs() {
        return Long.parseLong(settings.getOrDefault("minimum", "0"));
    }

    /** Null if this exchange is not refused. */
    String refusal(boolean again) {
        return concerns(again) ? settings.get("refuse") : null;
    }

    long since() {
        return Long.parseLong(settings.getOrDefault("since", "0"));
    }

    boolean drops(boolean again) {
        return settings.containsKey("drop") && concerns(again);
    }

    boolean hangs(boolean again) {
        return settings.containsKey("hang") && concerns(again);
    }

    long slowMs(boolean again) {
        return concerns(again) ? Long.parseLong(settings.getOrDefault("slow", "0")) : 0;
    }

    boolean illegalStates() {
        return settings.containsKey("illegal");
    }

    String principalSuffix() {
        return settings.getOrDefault("principal", "");
    }

    private boolean concerns(boolean again) {
        String which = settings.get("on");
        return which == null || which.equals(again ? "again" : "first");
    }
}
