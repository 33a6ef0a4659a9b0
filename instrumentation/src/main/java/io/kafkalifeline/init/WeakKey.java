package io.kafkalifeline.init;

import java.lang.ref.ReferenceQueue;
import java.lang.ref.WeakReference;

/** A key of a map that is compared by the identity of its referent and does not keep it alive. */
public final class WeakKey extends WeakReference<Object> {
    private final int hash;

    /** @param collected the queue that gets this key when its referent is gone */
    public WeakKey(Object referent, ReferenceQueue<Object> collected) {
        super(referent, collected);
        this.hash = System.identityHashCode(referent);
    }

    @Override
    public boolean equals(Object other) {
        if (this == other) {
            return true;
        }
        Object referent = get();
        return other instanceof WeakKey && referent != null && ((WeakKey) other).get() == referent;
    }

    /** The referent's {@link System#identityHashCode}, also when the referent is gone. */
    @Override
    public int hashCode() {
        return hash;
    }
}
