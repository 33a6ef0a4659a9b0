package io.kafkalifeline.hooks;

import static io.kafkalifeline.weave.Feature.REAUTHENTICATION;

import io.kafkalifeline.hooks.recovery.KafkaClock;
import io.kafkalifeline.weave.Hook;
import io.kafkalifeline.weave.Rewrites;
import net.bytebuddy.asm.Advice;
import net.bytebuddy.implementation.bytecode.assign.Assigner.Typing;

/** The clock of Kafka's clients. The class is not public in every release, hence {@code Object self}. */
@Rewrites("common.utils.SystemTime")
final class SystemTimeHooks {
    private SystemTimeHooks() {}

    /** A clock that is set back does not make a backoff longer. */
    @Hook(feature = REAUTHENTICATION, method = "milliseconds", descriptor = "()J")
    static final class Milliseconds {
        /** Returns what is to be returned instead, or null. */
        @Advice.OnMethodExit(inline = false)
        @Advice.AssignReturned.ToReturned(typing = Typing.DYNAMIC)
        static Object exit(@Advice.This Object self, @Advice.Return long wallMs) {
            return KafkaClock.read(self, wallMs);
        }
    }
}
