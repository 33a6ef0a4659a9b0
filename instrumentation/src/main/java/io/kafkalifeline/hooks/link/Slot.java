package io.kafkalifeline.hooks.link;

import java.util.concurrent.atomic.AtomicInteger;

/**
 * Where one room keeps what it knows about a {@link Client}, a {@link Link} or a {@link Connection}: a constant of that
 * room, so that no other room can look into it, and gone with its keeper. Used by the client's network thread alone.
 */
public final class Slot<K extends Keeper, V> {
    private static final AtomicInteger COUNT = new AtomicInteger();

    private final int index = COUNT.getAndIncrement();

    private Slot() {}

    public static <V> Slot<Client, V> ofClients() {
        return new Slot<>();
    }

    public static <V> Slot<Link, V> ofLinks() {
        return new Slot<>();
    }

    public static <V> Slot<Connection, V> ofConnections() {
        return new Slot<>();
    }

    /** Null where nothing was kept yet. */
    @SuppressWarnings("unchecked") // only set() of this very slot puts something there
    public V get(K keeper) {
        return (V) keeper.get(index);
    }

    public void set(K keeper, V value) {
        keeper.set(index, value);
    }
}
