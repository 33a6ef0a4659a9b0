package io.kafkalifeline.agent.sdk;

import io.kafkalifeline.init.ConnectionCounts;
import io.kafkalifeline.init.Preservation;
import io.kafkalifeline.init.Target;
import io.kafkalifeline.telemetry.LiveCounts;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;

/** Counts for each application apart what the clients of one kafka-clients do. Any thread. */
final class ApplicationCounts implements ConnectionCounts {
    private final Applications applications;
    private final LiveCounts others;
    /** Who opened it: a connection may be closed by another thread, of another application even. */
    private final Map<Target, LiveCounts> open = Collections.synchronizedMap(new IdentityHashMap<>());

    /** @param others for applications without OpenTelemetry's API */
    ApplicationCounts(Applications applications, LiveCounts others) {
        this.applications = applications;
        this.others = others;
    }

    @Override
    public void opened(Target target) {
        LiveCounts counts = calling();
        open.put(target, counts);
        counts.opened(target);
    }

    @Override
    public void closed(Target target) {
        LiveCounts counts = open.remove(target);
        if (counts != null) {
            counts.closed(target);
        }
    }

    @Override
    public void preserved(Preservation how) {
        calling().preserved(how);
    }

    private LiveCounts calling() {
        List<ApplicationOpenTelemetry> copies = applications.calling();
        return copies.isEmpty() ? others : copies.get(0).counts();
    }
}
