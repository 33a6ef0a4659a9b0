package io.kafkalifeline.agent.weaving;

import io.kafkalifeline.init.ConnectionCounts;
import io.kafkalifeline.init.InitSink;
import io.kafkalifeline.init.StartContext;
import io.kafkalifeline.session.Patience;
import io.kafkalifeline.weave.Feature;
import io.kafkalifeline.weave.Services;
import java.time.Duration;
import java.util.List;
import java.util.Set;

/** Services that lead nowhere. */
record SampleServices(Set<Feature> features) implements Services {
    @Override
    public InitSink initSink() {
        return initialisation -> {};
    }

    @Override
    public ConnectionCounts connectionCounts() {
        return ConnectionCounts.NONE;
    }

    @Override
    public StartContext startContext() {
        return StartContext.NONE;
    }

    @Override
    public Patience.Limits patience() {
        return new Patience.Limits(List.of(), Duration.ZERO, Duration.ZERO);
    }
}
