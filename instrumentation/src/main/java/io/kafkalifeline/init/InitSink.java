package io.kafkalifeline.init;

/** Where finished initialisations go. Called on the client's network thread: implementations never block. */
public interface InitSink {
    /** Takes one finished initialisation. */
    void accept(Initialisation initialisation);

    /**
     * Whatever the sink wants to remember about the calling thread when an initialisation begins, such as the current
     * span; may be null.
     */
    default Object startContext() {
        return null;
    }
}
