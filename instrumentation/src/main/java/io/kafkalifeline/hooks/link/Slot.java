package io.kafkalifeline.hooks.link;

import java.util.concurrent.atomic.AtomicInteger;

/**
 * Where one room keeps what it knows about a {@code Client}, a {@code Link} or a {@code Connection}: a constant of that
 * room, so that no other room can look into it, and gone with its keeper. Used by the client's network thread alone.
 *
 * @param <K> the keeper's class
 * @param <V> what is kept
 */
public final class Slot<K extends Keeper, V> {
    private static final AtomicInteger COUNT = new AtomicInteger();

    private final int index = COUNT.getAndIncrement();

    /** Makes a place that no other slot shares. */
    public Slot() {}

    /** Returns what is kept there; null where nothing was kept yet. */
    @SuppressWarnings("unchecked") // only set() of this very slot puts something there
    public V get(K keeper) {
        return (V) keeper.get(index);
    }

    /** Keeps a value there, in place of an earlier one. */
    public void set(K keeper, V value) {
        keeper.set(index, value);
    }
}
