package io.kafkalifeline.hooks.link;

import java.util.Arrays;

/** An object in which each room keeps what only that room knows, in a {@link Slot} of its own. */
abstract class Keeper {
    private Object[] kept = {};

    final Object get(int index) {
        return index < kept.length ? kept[index] : null;
    }

    final void set(int index, Object value) {
        if (index >= kept.length) {
            kept = Arrays.copyOf(kept, index + 1);
        }
        kept[index] = value;
    }
}
