package io.kafkalifeline.smoke.scenario;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** All scenarios, by name. */
public final class Scenarios {
    private Scenarios() {}

    /** All of them, in the order in which the requirements name them. */
    public static List<Scenario> all() {
        List<Scenario> all = new ArrayList<>(LifetimeScenarios.all());
        all.addAll(RefusalScenarios.all());
        all.addAll(NetworkScenarios.all());
        return all;
    }

    /** {@code all}, or those of these names. */
    public static List<Scenario> named(List<String> names) {
        if (names.equals(List.of("all"))) {
            return all();
        }
        Map<String, Scenario> byName = new LinkedHashMap<>();
        all().forEach(scenario -> byName.put(scenario.name(), scenario));
        return names.stream()
                .map(name -> {
                    if (!byName.containsKey(name)) {
                        throw new IllegalArgumentException(name + " is none of " + byName.keySet());
                    }
                    return byName.get(name);
                })
                .toList();
    }
}
