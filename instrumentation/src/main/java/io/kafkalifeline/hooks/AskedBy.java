package io.kafkalifeline.hooks;

/**
 * What a thread of the application's had in mind, such as its current span, when it last asked its client for brokers:
 * in most clients another thread makes the connections. Immutable.
 */
final class AskedBy {
    /** Later connections are nobody's in particular. */
    private static final long RECENT_NANOS = 10_000_000_000L;

    private static final WeakIdentityMap<AskedBy> BY_THREAD = new WeakIdentityMap<>();

    private final Object context;
    private final long atNanos;

    private AskedBy(Object context) {
        this.context = context;
        this.atNanos = System.nanoTime();
    }

    /** The calling thread, or null where it has nothing in mind. */
    static AskedBy thisThread() {
        Object context = Lifeline.sink().startContext();
        return context == null ? null : new AskedBy(context);
    }

    /** A thread that is about to be started does what the calling one asks for. */
    static void rememberFor(Object thread) {
        AskedBy caller = thisThread();
        if (caller != null) {
            BY_THREAD.put(thread, caller);
        }
    }

    /** Whoever made the calling thread; null where that had nothing in mind. */
    static AskedBy makerOfThisThread() {
        return BY_THREAD.get(Thread.currentThread());
    }

    /** Null where that was long ago. */
    Object recently() {
        return System.nanoTime() - atNanos < RECENT_NANOS ? context : null;
    }
}
