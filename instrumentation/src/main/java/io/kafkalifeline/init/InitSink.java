package io.kafkalifeline.init;

/**
 * Takes what the hooks have recorded. Called on the client's network thread: implementations never block.
 *
 * <p>No method has a body here: a sink that does not treat an event does not compile.
 */
public interface InitSink {
    /** Takes one finished initialisation or re-authentication. */
    void accept(Initialisation initialisation);
}
