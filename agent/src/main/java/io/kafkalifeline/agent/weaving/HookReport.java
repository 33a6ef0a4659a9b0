package io.kafkalifeline.agent.weaving;

import io.kafkalifeline.log.Described;
import io.kafkalifeline.log.OperatorLog;
import java.lang.ref.WeakReference;

/** Says what a hook has thrown by itself, after which Kafka goes on as if the hook had done nothing. */
final class HookReport {
    private final WeakReference<ClassLoader> loader;
    private final KafkaLibrary library;
    private final SecondTries secondTries;
    private final String hook;

    HookReport(ClassLoader loader, KafkaLibrary library, SecondTries secondTries, String hook) {
        this.loader = new WeakReference<>(loader);
        this.library = library;
        this.secondTries = secondTries;
        this.hook = hook;
    }

    /** Tells it once for each hook. A class that cannot be loaded will not be there the next time either. */
    void failed(Throwable e) {
        try {
            if (!(e instanceof LinkageError)) {
                library.shaken(Moment.isToBlame(e));
                OperatorLog.once(hook, hook + " failed, Kafka goes on without it: " + Described.of(e));
            } else if (library.isShaken()) {
                secondTries.postpone(loader.get(), null, e); // perhaps only the class's initialisation had a bad moment
            } else {
                library.switchOff(hook + " cannot be linked: " + Described.of(e));
            }
        } catch (Throwable f) {
            plainly(e);
        }
    }

    @SuppressWarnings("SystemOut")
    private void plainly(Throwable e) {
        try {
            System.err.println("[kafka-lifeline] " + hook + " failed, Kafka goes on without it: " + e.getClass());
        } catch (Throwable ignored) {
            // There is no safe way to report it.
        }
    }
}
