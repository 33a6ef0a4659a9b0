package io.kafkalifeline.hooktests;

import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.awaitility.core.ConditionTimeoutException;

/**
 * A line of {@code log.events=json}.
 *
 * @param kind without its prefix: connect, initialisation, reauthentication
 * @param phases by name, in order
 * @param failedPhase null where none has failed
 * @param errorType null where nothing went wrong
 */
public record InitEvent(
        String clientId, String kind, String outcome, List<String> phases, String failedPhase, String errorType) {
    private static final Pattern PHASE =
            Pattern.compile("\\{\"phase\":\"([^\"]*)\",\"duration_ms\":[0-9.]+(,\"error_type\":\"[^\"]*\")?}");

    /** The events of that kind that a client has caused so far, in the order of their ends. */
    public static List<InitEvent> of(String clientId, String kind) {
        return AgentLines.matching(line -> line.startsWith("{\"event\":\"kafka." + kind + "\"")).stream()
                .map(InitEvent::parse)
                .filter(event -> clientId.equals(event.clientId))
                .toList();
    }

    /**
     * The events of the same client and kind, once the expected one is among them; all that there are after a minute. On
     * a machine that is busy enough, attempts time out before one succeeds.
     */
    public static List<InitEvent> until(InitEvent expected) {
        try {
            await().atMost(Duration.ofSeconds(60))
                    .until(() -> of(expected.clientId, expected.kind).contains(expected));
        } catch (ConditionTimeoutException e) {
            // The caller shows what there is.
        }
        return of(expected.clientId, expected.kind);
    }

    /** The first event of that kind. Waits for it. */
    public static InitEvent first(String clientId, String kind) {
        await().atMost(Duration.ofSeconds(60)).until(() -> !of(clientId, kind).isEmpty());
        return of(clientId, kind).get(0);
    }

    private static InitEvent parse(String line) {
        int phasesAt = line.indexOf(",\"phases\":[");
        String head = line.substring(0, phasesAt);
        List<String> phases = PHASE.matcher(line.substring(phasesAt))
                .results()
                .map(phase -> phase.group(1))
                .toList();
        String failed = PHASE.matcher(line.substring(phasesAt))
                .results()
                .filter(phase -> phase.group(2) != null)
                .map(phase -> phase.group(1))
                .findFirst()
                .orElse(null);
        return new InitEvent(
                text(head, "client_id"),
                text(head, "event").replace("kafka.", ""),
                text(head, "outcome"),
                phases,
                failed,
                text(head, "error_type"));
    }

    private static String text(String json, String key) {
        Matcher value = Pattern.compile("\"" + key + "\":\"([^\"]*)\"").matcher(json);
        return value.find() ? value.group(1) : null;
    }
}
