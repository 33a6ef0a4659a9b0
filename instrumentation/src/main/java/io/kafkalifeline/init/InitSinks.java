package io.kafkalifeline.init;

import java.util.List;

/** A sink that hands every event to several others. */
public final class InitSinks implements InitSink {
    private final InitSink[] sinks;

    private InitSinks(List<InitSink> sinks) {
        this.sinks = sinks.toArray(new InitSink[0]);
    }

    /** Hands every event to each of these, in their order; to nobody where there are none. */
    public static InitSink all(List<InitSink> sinks) {
        return sinks.size() == 1 ? sinks.get(0) : new InitSinks(sinks);
    }

    @Override
    public void accept(Initialisation initialisation) {
        for (InitSink sink : sinks) {
            sink.accept(initialisation);
        }
    }
}
