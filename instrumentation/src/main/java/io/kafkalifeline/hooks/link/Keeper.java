package io.kafkalifeline.hooks.link;

import java.util.Arrays;

/** Something with which rooms can keep what only they know, each in a {@link Slot} of its own. */
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
