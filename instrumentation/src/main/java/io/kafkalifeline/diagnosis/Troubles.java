package io.kafkalifeline.diagnosis;

import io.kafkalifeline.init.Target;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Consumer;

/** The brokers that could not be got ready, the least recently tried first. Guarded by its {@link BrokerMemory}. */
final class Troubles {
    private final int most;
    /** By host and port: a broker has several node ids. */
    private final Map<String, Trouble> byBroker = new LinkedHashMap<>();

    /** @param most how many brokers are remembered; those that were tried longest ago are forgotten first */
    Troubles(int most) {
        this.most = most;
    }

    /** The trouble with that broker; null where there is none. */
    Trouble of(Target target) {
        return byBroker.get(target.broker());
    }

    /** Notes the latest failure in a row. */
    void add(Trouble next) {
        String broker = next.target().broker();
        Trouble before = byBroker.remove(broker);
        // A client that waits for a useful session and gives up says nothing new: the sessions are still why.
        boolean sessionIsWhy = before != null && before.stage() == Stage.SESSION && next.givenUpWhileAuthenticating();
        byBroker.put(broker, sessionIsWhy ? next.because(before) : next);
        if (byBroker.size() > most) {
            byBroker.remove(byBroker.keySet().iterator().next());
        }
    }

    /**
     * The broker is ready, or has even answered an ordinary request.
     *
     * @return the trouble that is over with that; null where none was
     */
    Trouble overcome(Target target, boolean answered) {
        Trouble trouble = of(target);
        boolean over = trouble != null && (answered || !trouble.stage().afterReady());
        if (over) {
            byBroker.remove(target.broker());
        }
        // One broker is enough to know the cluster: the other bootstrap servers need not be tried again.
        byBroker.values()
                .removeIf(other -> other.target().isBootstrap()
                        && (answered || !other.stage().afterReady()));
        return over ? trouble : null;
    }

    /** For how long the oldest has lasted, in ns; 0 where there is none. */
    long longestNanos(long nowNanos) {
        long longest = 0;
        for (Trouble trouble : byBroker.values()) {
            longest = Math.max(longest, nowNanos - trouble.since().nanos());
        }
        return longest;
    }

    boolean isEmpty() {
        return byBroker.isEmpty();
    }

    int size() {
        return byBroker.size();
    }

    /** The least recently tried first. */
    void forEach(Consumer<Trouble> action) {
        byBroker.values().forEach(action);
    }
}
