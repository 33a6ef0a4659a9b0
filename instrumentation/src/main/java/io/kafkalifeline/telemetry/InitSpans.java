package io.kafkalifeline.telemetry;

import io.kafkalifeline.init.Detail;
import io.kafkalifeline.init.Initialisation;
import io.kafkalifeline.init.Outcome;
import io.kafkalifeline.init.PhaseRecord;
import io.kafkalifeline.init.Reauthentication;
import io.kafkalifeline.init.Target;
import io.opentelemetry.api.OpenTelemetry;
import io.opentelemetry.api.common.Attributes;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.SpanBuilder;
import io.opentelemetry.api.trace.SpanContext;
import io.opentelemetry.api.trace.TraceFlags;
import io.opentelemetry.api.trace.TraceState;
import io.opentelemetry.api.trace.TraceStateBuilder;
import io.opentelemetry.api.trace.Tracer;
import io.opentelemetry.context.Context;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.IntPredicate;

/**
 * Turns each initialisation into a root span with one child per phase, with the times at which things happened.
 *
 * <p>An attempt that failed has status ERROR even where the client tries again by itself: what tells a passing failure
 * from a final one is {@code kafka.connection.outcome} and {@code kafka.reauthentication.outcome}. Confined to one
 * thread.
 */
final class InitSpans implements Consumer<Initialisation> {
    private static final int MAX_CONNECTIONS = 16_384;

    private final Tracer tracer;
    private final PhaseSpans phaseSpans;
    private final long reauthenticationIntervalNanos;
    private final boolean currentIsParent;
    private final IntPredicate room;
    private final ConnectionMemory connections = new ConnectionMemory(MAX_CONNECTIONS);

    /**
     * @param reauthenticationInterval of the successful re-authentications of one connection, at most one is exported
     *     in this time, the first one always; failures are always exported
     * @param currentIsParent whether the span that was current when a connection was begun becomes the parent of its
     *     span; else it is linked
     * @param room asked before spans are made, with their number, whether there is room for them; may wait
     */
    public InitSpans(
            OpenTelemetry openTelemetry,
            Duration reauthenticationInterval,
            boolean currentIsParent,
            IntPredicate room) {
        this.tracer = Scope.tracer(openTelemetry);
        this.phaseSpans = new PhaseSpans(tracer);
        this.currentIsParent = currentIsParent;
        this.room = room;
        this.reauthenticationIntervalNanos = reauthenticationInterval.toNanos();
    }

    @Override
    public void accept(Initialisation initialisation) {
        if (initialisation.reauthentication() == null) {
            connectionSetup(initialisation);
        } else {
            reauthentication(initialisation, initialisation.reauthentication());
        }
    }

    private void connectionSetup(Initialisation initialisation) {
        if (!hasRoomFor(initialisation)) {
            return;
        }
        Target target = initialisation.target();
        SpanBuilder builder = root("Kafka connection_setup ", initialisation)
                .setAttribute(Keys.NODE_ID, target.nodeId())
                .setAttribute(Keys.SECURITY_PROTOCOL, target.securityProtocol())
                .setAttribute(Keys.ATTEMPT, (long) initialisation.attempt())
                .setAttribute(Keys.CONNECTION_OUTCOME, initialisation.outcome().id());
        for (PhaseRecord phase : initialisation.phases()) {
            builder.setAttribute(Keys.PEER_ADDRESS, (String) phase.details().get(Detail.PEER_ADDRESS));
            Integer port = (Integer) phase.details().get(Detail.PEER_PORT);
            if (port != null) {
                builder.setAttribute(Keys.PEER_PORT, port.longValue());
            }
        }
        if (initialisation.startContext() instanceof StartSpan) {
            relate(builder, spanContext((StartSpan) initialisation.startContext()));
        }
        SpanContext span = export(builder, initialisation);
        if (initialisation.outcome() == Outcome.READY) {
            connections.of(initialisation.connection()).setup(span);
        }
    }

    private void relate(SpanBuilder builder, SpanContext current) {
        if (currentIsParent) {
            builder.setParent(Context.root().with(Span.wrap(current)));
        } else {
            builder.addLink(current);
        }
    }

    private static SpanContext spanContext(StartSpan span) {
        TraceStateBuilder state = TraceState.builder();
        span.state().forEach(state::put);
        return SpanContext.create(span.traceId(), span.spanId(), TraceFlags.fromByte(span.flags()), state.build());
    }

    private void reauthentication(Initialisation initialisation, Reauthentication reauthentication) {
        ConnectionMemory.Traces connection = connections.of(initialisation.connection());
        if (initialisation.outcome() == Outcome.RENEWED
                && !connection.permits(initialisation.endNanos(), reauthenticationIntervalNanos)) {
            return;
        }
        if (!hasRoomFor(initialisation)) {
            return;
        }
        SpanBuilder builder = root("Kafka reauthentication ", initialisation)
                .setAttribute(Keys.SESSION_LIFETIME, reauthentication.oldLifetimeMs() / 1e3)
                .setAttribute(Keys.SESSION_REMAINING, reauthentication.remainingNanos() / 1e9)
                .setAttribute(Keys.SESSION_HOLD, reauthentication.holdNanos() / 1e9)
                .setAttribute(Keys.IN_FLIGHT, (long) reauthentication.inFlightRequests())
                .setAttribute(Keys.TRIGGER, reauthentication.trigger().id())
                .setAttribute(
                        Keys.REAUTHENTICATION_OUTCOME, initialisation.outcome().id());
        if (connection.setup() != null) {
            builder.addLink(connection.setup());
        }
        export(builder, initialisation);
    }

    private boolean hasRoomFor(Initialisation initialisation) {
        return room.test(1 + initialisation.phases().size());
    }

    private SpanBuilder root(String name, Initialisation initialisation) {
        Target target = initialisation.target();
        return tracer.spanBuilder(name + target.broker())
                .setNoParent()
                .setStartTimestamp(initialisation.epochNanos(initialisation.beginNanos()), TimeUnit.NANOSECONDS)
                .setAllAttributes(attributes(target));
    }

    private SpanContext export(SpanBuilder builder, Initialisation initialisation) {
        Span span = builder.startSpan();
        Context parent = Context.root().with(span);
        Attributes attributes = attributes(initialisation.target());
        for (PhaseRecord phase : initialisation.phases()) {
            phaseSpans.export(phase, initialisation, parent, attributes);
        }
        if (initialisation.failure() != null) {
            PhaseSpans.fail(span, initialisation.failure());
        }
        span.end(initialisation.epochNanos(initialisation.endNanos()), TimeUnit.NANOSECONDS);
        return span.getSpanContext();
    }

    private static Attributes attributes(Target target) {
        return Attributes.of(
                Keys.SYSTEM,
                "kafka",
                Keys.CLIENT_ID,
                target.clientId(),
                Keys.SERVER_ADDRESS,
                target.host(),
                Keys.SERVER_PORT,
                (long) target.port());
    }
}
