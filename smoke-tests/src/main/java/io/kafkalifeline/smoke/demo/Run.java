package io.kafkalifeline.smoke.demo;

import io.kafkalifeline.smoke.Agent;
import io.kafkalifeline.smoke.perf.PerfResult;
import java.util.ArrayList;
import java.util.List;

/**
 * One of the demo's runs.
 *
 * @param illegalSaslStates as the broker counted them
 */
record Run(Agent agent, PerfResult perf, long illegalSaslStates) {
    long failures() {
        return perf.failed() + illegalSaslStates;
    }

    /** What must not be so in a run with an agent. */
    List<String> complaints() {
        List<String> complaints = new ArrayList<>();
        if (perf.failed() > 0) {
            complaints.add(perf.failed() + " sends failed with the agent");
        }
        if (illegalSaslStates > 0) {
            complaints.add(illegalSaslStates + " ILLEGAL_SASL_STATE with the agent");
        }
        if (perf.failedReauthentications() > 0) {
            complaints.add(perf.failedReauthentications() + " re-authentications failed with the agent");
        }
        if (perf.reauthentications() == 0) {
            complaints.add("no session was renewed with the agent");
        }
        return complaints;
    }
}
