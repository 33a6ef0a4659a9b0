package io.kafkalifeline.init;

/**
 * Where finished initialisations go, and what happens to connections and requests between them. Called on the client's
 * network thread: implementations never block.
 */
public interface InitSink {
    /** Takes one finished initialisation. */
    void accept(Initialisation initialisation);

    /** A connection can carry ordinary requests from now on; each is told of once. */
    default void opened(Target target) {}

    /** A connection that was told of by {@link #opened} has ended, for whatever reason. */
    default void closed(Target target) {}

    /** A request has come through a re-authentication. */
    default void preserved(Preservation how) {}

    /**
     * Whatever the sink wants to remember about the calling thread when an initialisation begins, such as the current
     * span; may be null.
     */
    default Object startContext() {
        return null;
    }
}
