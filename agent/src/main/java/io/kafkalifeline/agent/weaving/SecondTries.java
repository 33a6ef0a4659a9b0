package io.kafkalifeline.agent.weaving;

import io.kafkalifeline.log.Described;
import io.kafkalifeline.log.OperatorLog;
import java.lang.ref.WeakReference;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.WeakHashMap;

/**
 * The kafka-clients that are stock for the time being, because a moment of some thread was bad: half of a set of hooks
 * would be worse than none. Some time later they are served as on attach. Thread-safe.
 */
final class SecondTries {
    /** The first after half a second, each next after twice the time, altogether two minutes. */
    private static final int MOST = 8;

    private static final long FIRST_PAUSE_MS = 500;

    /** How often a class that is being loaded is waited for. */
    private static final int ROUNDS = 6;

    private final Serving serving;
    private final Map<ClassLoader, Pause> pauses = new WeakHashMap<>();
    private final Map<ClassLoader, Integer> tries = new WeakHashMap<>();

    SecondTries(Serving serving) {
        this.serving = serving;
    }

    /**
     * Leaves a kafka-clients as it is for a while, or for ever where that was tried often enough.
     *
     * @param kafkaClass the class that was not rewritten; null where none was
     * @param e what went wrong; null where that class was loaded and nobody knows why the agent was not asked
     */
    void postpone(ClassLoader loader, String kafkaClass, Throwable e) {
        long pauseMs = pause(loader, kafkaClass);
        if (pauseMs == 0) {
            return;
        }
        try {
            serving.execute(new SecondTry(loader, pauseMs, e));
        } catch (Throwable f) {
            say(serving.pause(loader), f); // no thread now, and none later: it stays paused
        }
    }

    /** What is done to a kafka-clients. */
    Serving serving() {
        return serving;
    }

    /** Whether hooks neither are woven nor run there. */
    synchronized boolean isPaused(ClassLoader loader) {
        return pauses.containsKey(loader);
    }

    /** Notes that a class was left as it is; true where the loader is paused. */
    synchronized boolean skip(ClassLoader loader, String kafkaClass) {
        Pause pause = pauses.get(loader);
        if (pause != null) {
            pause.skipped.add(kafkaClass);
        }
        return pause != null;
    }

    /**
     * Begins a pause.
     *
     * @param kafkaClass the class that was left as it is; null where none was
     * @return how long it lasts, in ms; 0 where it has begun before; -1 where there were enough
     */
    private synchronized long pause(ClassLoader loader, String kafkaClass) {
        Pause pause = pauses.get(loader);
        if (pause == null) {
            int before = tries.getOrDefault(loader, 0);
            if (before == MOST) {
                return -1;
            }
            tries.put(loader, before + 1);
            pause = new Pause();
            pauses.put(loader, pause);
            if (kafkaClass != null) {
                pause.skipped.add(kafkaClass);
            }
            return FIRST_PAUSE_MS << before;
        }
        if (kafkaClass != null) {
            pause.skipped.add(kafkaClass);
        }
        return 0;
    }

    /**
     * Ends a pause, unless a class that was left as it is has not been loaded yet.
     *
     * @param loaded the classes of that loader
     * @param atOnce whether that does not matter
     */
    private synchronized boolean end(ClassLoader loader, List<Class<?>> loaded, boolean atOnce) {
        Pause pause = pauses.get(loader);
        Set<String> names = new HashSet<>();
        for (Class<?> each : loaded) {
            names.add(each.getName());
        }
        if (pause == null || (!atOnce && !names.containsAll(pause.skipped))) {
            return false;
        }
        pauses.remove(loader);
        return true;
    }

    /** Tells the operator. */
    private static void say(Object library, Throwable e) {
        OperatorLog.once("pause " + library, library + " is not served yet, that is tried again: " + why(e));
    }

    private static String why(Throwable e) {
        return e == null ? "a class was loaded unseen" : Described.of(e);
    }

    private static final class Pause {
        private final Set<String> skipped = new HashSet<>();
    }

    /** Serves a kafka-clients after a pause, on a thread of ours, as on attach. Keeps no loader alive. */
    private final class SecondTry implements Runnable {
        private final WeakReference<ClassLoader> loader;
        private final boolean bootstrap;
        private final long pauseMs;
        private final Throwable why;

        /** @param pauseMs how long the pause is; negative: there were enough */
        SecondTry(ClassLoader loader, long pauseMs, Throwable why) {
            this.loader = new WeakReference<>(loader);
            this.bootstrap = loader == null;
            this.pauseMs = pauseMs;
            this.why = why;
        }

        @Override
        public void run() {
            try {
                if (pauseMs < 0) {
                    serving.giveUp(loader.get(), "it was tried often enough: " + why(why));
                    return;
                }
                say(serving.pause(loader.get()), why);
                Thread.sleep(pauseMs);
                for (int round = 1; round <= ROUNDS; round++) {
                    ClassLoader alive = loader.get();
                    if ((alive == null && !bootstrap) || tryAgain(alive, round == ROUNDS)) {
                        return;
                    }
                    Thread.sleep(FIRST_PAUSE_MS);
                }
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }

        /**
         * Returns whether this try is over, well or not.
         *
         * @param atOnce whether a class that is not loaded yet, and perhaps never will be, is waited for no longer
         */
        private boolean tryAgain(ClassLoader alive, boolean atOnce) {
            boolean ended = false;
            try {
                List<Class<?>> loaded = serving.loaded(alive);
                ended = end(alive, loaded, atOnce);
                if (ended) {
                    serving.serveAnew(alive, loaded.isEmpty() ? null : loaded.get(0));
                }
            } catch (Throwable e) {
                if (!Moment.isToBlame(e)) {
                    serving.giveUp(alive, "it cannot be tried again: " + Described.of(e));
                    return true;
                }
                if (ended) {
                    postpone(alive, null, e);
                }
            }
            return ended;
        }
    }

    /** What is done to a kafka-clients, by the loader that holds it; null is the bootstrap loader. */
    interface Serving {
        /** Makes its hooks do nothing for the time being; returns what operators call it. */
        Object pause(ClassLoader loader);

        /** Leaves it alone from now on, and says why. */
        void giveUp(ClassLoader loader, String why);

        /** Its classes that are loaded and that hooks rewrite. */
        List<Class<?>> loaded(ClassLoader loader) throws Exception;

        /**
         * Meets it as if for the first time, and rewrites what is loaded.
         *
         * @param kafkaClass one of its classes; null where none is loaded
         */
        void serveAnew(ClassLoader loader, Class<?> kafkaClass) throws Exception;

        /** Does something on a thread of ours. */
        void execute(Runnable task) throws Exception;
    }
}
