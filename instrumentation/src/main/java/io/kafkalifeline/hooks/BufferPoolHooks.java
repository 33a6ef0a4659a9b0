package io.kafkalifeline.hooks;

import static io.kafkalifeline.weave.Feature.DIAGNOSIS;

import io.kafkalifeline.hooks.timeouts.Timeouts;
import io.kafkalifeline.weave.Hook;
import io.kafkalifeline.weave.Rewrites;
import net.bytebuddy.asm.Advice;

/** A producer's memory is full because nothing leaves it. */
@Rewrites("clients.producer.internals.BufferPool")
final class BufferPoolHooks {
    private BufferPoolHooks() {}

    /** Called for each batch, not for each record. */
    @Hook(feature = DIAGNOSIS, method = "allocate", descriptor = "(IJ)Ljava/nio/ByteBuffer;")
    static final class Allocate {
        @Advice.OnMethodExit(inline = false, onThrowable = Throwable.class)
        static void exit(@Advice.This Object self, @Advice.Thrown Throwable thrown) {
            if (thrown != null) {
                Timeouts.explain(thrown, () -> self);
            }
        }
    }
}
