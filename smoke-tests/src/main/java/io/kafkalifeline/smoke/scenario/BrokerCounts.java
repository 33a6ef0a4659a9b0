package io.kafkalifeline.smoke.scenario;

import io.kafkalifeline.smoke.msk.KafkaCluster;
import java.util.Map;
import java.util.TreeMap;

/** What the brokers have counted, by column. */
record BrokerCounts(Map<String, Long> counts) {
    static BrokerCounts of(KafkaCluster cluster) {
        Map<String, Long> counts = new TreeMap<>();
        counts.put("first", cluster.tally("FIRST"));
        counts.put("again", cluster.tally("AGAIN"));
        counts.put("refused-first", cluster.tally("REFUSED_FIRST"));
        counts.put("refused-again", cluster.tally("REFUSED_AGAIN"));
        counts.put("dropped", cluster.tally("DROPPED"));
        counts.put("hung", cluster.tally("HUNG"));
        counts.put("killed", cluster.expiredConnectionsKilled());
        counts.put("illegal", cluster.illegalSaslStates());
        counts.put("requests", cluster.requests());
        return new BrokerCounts(counts);
    }

    BrokerCounts since(BrokerCounts before) {
        Map<String, Long> difference = new TreeMap<>(counts);
        difference.replaceAll((name, count) -> count - before.counts.get(name));
        return new BrokerCounts(difference);
    }

    /**
     * @param startHiccupMs the longest that a broker was kept from running while the clients came up
     * @param hiccupMs the longest since; above 50 or so, judge nothing but counts
     */
    Row row(Scenario scenario, boolean agent, long startHiccupMs, long hiccupMs) {
        Row row = Row.of(scenario.name(), agent, "brokers");
        row.numbers().putAll(counts);
        row.put("start-hiccup", startHiccupMs);
        row.put("hiccup", hiccupMs);
        // A broker that begins no re-authentication ends what asks for one after its session.
        if (!scenario.allows(Tolerance.ILLEGAL_SASL_STATE)) {
            row.expectZero("illegal");
            if (!scenario.allows(Tolerance.BROKERS_RESTART)) {
                row.expectZero("killed");
            }
        }
        return row;
    }
}
