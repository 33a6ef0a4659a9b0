package io.kafkalifeline.events;

import io.kafkalifeline.api.BrokerInitEvent;
import io.kafkalifeline.api.BrokerInitListener;
import io.kafkalifeline.api.BrokerInitPhase;
import io.kafkalifeline.init.Detail;
import io.kafkalifeline.init.Failure;
import io.kafkalifeline.init.Initialisation;
import io.kafkalifeline.init.PeerAddress;
import io.kafkalifeline.init.Phase;
import io.kafkalifeline.init.PhaseRecord;
import io.kafkalifeline.init.Reauthentication;
import io.kafkalifeline.log.OperatorLog;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/** Tells a listener of each initialisation. Confined to one thread. */
public final class InitEvents implements Consumer<Initialisation> {
    private final BrokerInitListener listener;

    /** @param listener called on the thread that calls {@link #accept} */
    public InitEvents(BrokerInitListener listener) {
        this.listener = listener;
    }

    @Override
    public void accept(Initialisation initialisation) {
        if (initialisation.reauthentication() == null) {
            BrokerInitEvent dial = dial(initialisation);
            if (dial != null) {
                tell(() -> listener.onConnect(dial));
            }
            BrokerInitEvent whole = whole(initialisation, BrokerInitEvent.Kind.INITIALISATION);
            tell(() -> listener.onInitialised(whole));
        } else {
            BrokerInitEvent renewal = whole(initialisation, BrokerInitEvent.Kind.REAUTHENTICATION);
            tell(() -> listener.onReauthenticated(renewal));
        }
    }

    private void tell(Runnable call) {
        try {
            call.run();
        } catch (Throwable e) {
            String name = listener.getClass().getName();
            OperatorLog.once(
                    "listener." + name,
                    "listener " + name + " failed with " + e.getClass().getName());
        }
    }

    /** Returns an event of DNS and TCP alone; null where the client reached neither. */
    private static BrokerInitEvent dial(Initialisation initialisation) {
        List<PhaseRecord> phases = new ArrayList<>();
        for (PhaseRecord phase : initialisation.phases()) {
            if (phase.phase() == Phase.DNS || phase.phase() == Phase.TCP) {
                phases.add(phase);
            }
        }
        if (phases.isEmpty()) {
            return null;
        }
        PhaseRecord last = phases.get(phases.size() - 1);
        long beginNanos = phases.get(0).beginNanos();
        return event(initialisation, BrokerInitEvent.Kind.CONNECT, phases, last.failure())
                .time(epochMs(initialisation, beginNanos), last.endNanos() - beginNanos)
                .outcome(last.failure() == null ? "connected" : "failed")
                .build();
    }

    private static BrokerInitEvent whole(Initialisation initialisation, BrokerInitEvent.Kind kind) {
        return event(initialisation, kind, initialisation.phases(), initialisation.failure())
                .time(epochMs(initialisation, initialisation.beginNanos()), initialisation.durationNanos())
                .outcome(initialisation.outcome().id())
                .build();
    }

    private static BrokerInitEvent.Builder event(
            Initialisation initialisation, BrokerInitEvent.Kind kind, List<PhaseRecord> phases, Failure failure) {
        BrokerInitEvent.Builder event = new BrokerInitEvent.Builder(kind)
                .client(
                        initialisation.target().clientId(),
                        initialisation.target().securityProtocol(),
                        mechanism(initialisation))
                .broker(
                        initialisation.target().host(),
                        initialisation.target().port(),
                        initialisation.target().nodeId())
                .phases(phases(phases));
        PeerAddress address = initialisation.address();
        if (address != null) {
            event.address(address.ip(), address.number(), address.count());
        }
        Reauthentication renewal = initialisation.reauthentication();
        if (renewal == null) {
            event.attempt(initialisation.attempt());
        } else {
            event.session(renewal.trigger().id(), renewal.oldLifetimeMs(), renewal.holdNanos());
        }
        return failure == null
                ? event
                : event.failure(failure.errorType(), failure.message().toString());
    }

    private static List<BrokerInitPhase> phases(List<PhaseRecord> records) {
        List<BrokerInitPhase> phases = new ArrayList<>();
        for (PhaseRecord phase : records) {
            phases.add(new BrokerInitPhase(
                    phase.phase().id(),
                    phase.endNanos() - phase.beginNanos(),
                    phase.failure() == null ? null : phase.failure().errorType()));
        }
        return phases;
    }

    private static String mechanism(Initialisation initialisation) {
        for (PhaseRecord phase : initialisation.phases()) {
            Object mechanism = phase.details().get(Detail.SASL_MECHANISM);
            if (mechanism != null) {
                return (String) mechanism;
            }
        }
        return null;
    }

    private static long epochMs(Initialisation initialisation, long nanoTime) {
        return TimeUnit.NANOSECONDS.toMillis(initialisation.epochNanos(nanoTime));
    }
}
