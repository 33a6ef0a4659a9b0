package io.kafkalifeline.agent.sdk;

import io.kafkalifeline.init.InitSink;
import io.kafkalifeline.init.Initialisation;
import io.kafkalifeline.init.Preservation;
import io.kafkalifeline.init.Target;
import java.util.function.Supplier;

/**
 * The way from one kafka-clients to the sink that all share; knows the OpenTelemetry of that application, and is held by
 * nothing that outlives it.
 */
final class LibrarySink implements InitSink {
    private final InitSink shared;
    private final Supplier<?> currentSpan;

    LibrarySink(InitSink shared, ApplicationOpenTelemetry application) {
        this.shared = shared;
        this.currentSpan = JavaAgent.present() ? JavaAgent.currentSpan() : application::currentSpan;
    }

    @Override
    public void accept(Initialisation initialisation) {
        shared.accept(initialisation);
    }

    @Override
    public void opened(Target target) {
        shared.opened(target);
    }

    @Override
    public void closed(Target target) {
        shared.closed(target);
    }

    @Override
    public void preserved(Preservation how) {
        shared.preserved(how);
    }

    @Override
    public Object startContext() {
        return currentSpan.get();
    }
}
