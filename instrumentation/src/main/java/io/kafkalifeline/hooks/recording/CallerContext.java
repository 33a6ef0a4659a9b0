package io.kafkalifeline.hooks.recording;

import io.kafkalifeline.hooks.kafka.MetadataUpdaterMembers;
import io.kafkalifeline.hooks.kafka.NetworkClientMembers;
import io.kafkalifeline.hooks.kafka.WeakIdentityMap;
import io.kafkalifeline.hooks.link.Client;
import io.kafkalifeline.hooks.link.HookServices;
import org.apache.kafka.clients.NetworkClient;

/**
 * What a thread of the application's was doing, such as its current span, when it last asked its client for brokers: in
 * most clients another thread makes the connections. Immutable.
 */
public final class CallerContext {
    /** A connection that begins later than this after a caller has asked is not attributed to that caller. */
    private static final long RECENT_NANOS = 10_000_000_000L;

    private static final WeakIdentityMap<CallerContext> BY_THREAD = new WeakIdentityMap<>();

    private final Object context;
    private final long atNanos;

    private CallerContext(Object context) {
        this.context = context;
        this.atNanos = System.nanoTime();
    }

    /** Whether the calling thread is doing something worth remembering, such as a current span. */
    public static boolean isHere() {
        return HookServices.startContext() != null;
    }

    /** The calling thread asks for brokers; {@code networkClient} may be null or a stand-in of a test. Any thread. */
    public static void asks(Object networkClient) {
        CallerContext caller = networkClient instanceof NetworkClient ? ofThisThread() : null;
        if (caller != null) {
            caller.asks(Client.ofAny(networkClient));
        }
    }

    /** The calling thread asks for brokers; {@code part} is one by which the client is found. Any thread. */
    public static void asksByPart(Object part) {
        Client client = Client.ofPart(part);
        CallerContext caller = client == null ? null : ofThisThread();
        if (caller != null) {
            caller.asks(client);
        }
    }

    private void asks(Client client) {
        if (client != null) {
            client.caller(this);
        }
    }

    /** Remembers the calling thread as the caller of a client's thread that is about to be started. */
    public static void rememberFor(Object thread) {
        CallerContext caller = ofThisThread();
        if (caller != null) {
            BY_THREAD.put(thread, caller);
        }
    }

    /** The client connects. The thread that made the client's thread is its caller until another one asks. */
    public static void connecting(NetworkClient networkClient) {
        Client client = Client.of(networkClient);
        if (client == null) {
            return;
        }
        CallerContext maker = client.caller() == null ? BY_THREAD.get(Thread.currentThread()) : null;
        if (maker != null && client.caller() == null) {
            // A thread of the application's may ask meanwhile, and must not be forgotten.
            client.caller(maker);
        }
        findByMetadata(networkClient, client);
    }

    /** A producer's client is made by the calling thread, which may ask by its metadata before it connects. */
    public static void made(Object networkClient) {
        Client client = Client.ofAny(networkClient);
        if (client != null) {
            findByMetadata((NetworkClient) networkClient, client);
        }
        asks(networkClient);
    }

    private static void findByMetadata(NetworkClient networkClient, Client client) {
        Object metadata = MetadataUpdaterMembers.metadata(NetworkClientMembers.metadataUpdater(networkClient));
        if (metadata != null && Client.ofPart(metadata) == null) {
            client.alsoFoundBy(metadata);
        }
    }

    /** Returns what the initialisation that begins on this thread remembers of its caller; null for nothing. */
    static Object ofConnecting(Client client) {
        Object own = HookServices.startContext();
        Object last = client.caller();
        return own == null && last != null ? ((CallerContext) last).recently() : own;
    }

    private static CallerContext ofThisThread() {
        Object context = HookServices.startContext();
        return context == null ? null : new CallerContext(context);
    }

    /** What the caller was doing; null where that was long ago. */
    private Object recently() {
        return System.nanoTime() - atNanos < RECENT_NANOS ? context : null;
    }
}
