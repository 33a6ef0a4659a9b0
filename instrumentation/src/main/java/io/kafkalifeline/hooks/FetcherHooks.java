package io.kafkalifeline.hooks;

import static io.kafkalifeline.weave.Feature.REAUTHENTICATION;

import io.kafkalifeline.hooks.survival.RecordsInHand;
import io.kafkalifeline.weave.Hook;
import io.kafkalifeline.weave.Rewrites;
import net.bytebuddy.asm.Advice;
import net.bytebuddy.implementation.bytecode.assign.Assigner.Typing;

/** How a classic consumer asks for records. */
@Rewrites("clients.consumer.internals.Fetcher")
final class FetcherHooks {
    private FetcherHooks() {}

    /** A node that refuses does not cost the records that other nodes have sent (R19: nobody dies of a refusal that ends). */
    @Hook(feature = REAUTHENTICATION, method = "sendFetches", descriptor = "()I", optional = true)
    static final class SendFetches {
        /** Returns what is to be thrown instead, in an array; null: what was thrown, if anything. */
        @Advice.OnMethodExit(inline = false, onThrowable = Throwable.class)
        @Advice.AssignReturned.ToThrown(index = 0, typing = Typing.DYNAMIC)
        static Object[] exit(@Advice.This Object self, @Advice.Thrown Throwable thrown) {
            return thrown == null ? null : RecordsInHand.instead(self, thrown);
        }
    }

    /** Tells of that refusal before the next records are taken. */
    @Hook(
            feature = REAUTHENTICATION,
            method = "collectFetch",
            descriptor = "()Lorg/apache/kafka/clients/consumer/internals/Fetch;",
            optional = true)
    static final class CollectFetch {
        /** Returns what is to be thrown before anything is done, or null. */
        @Advice.OnMethodEnter(inline = false, skipOn = Advice.OnNonDefaultValue.class)
        static Object enter(@Advice.This Object self) {
            return RecordsInHand.takeUntold(self);
        }

        /** Returns what is to be thrown, in an array; null: what was thrown, if anything. */
        @Advice.OnMethodExit(inline = false, onThrowable = Throwable.class)
        @Advice.AssignReturned.ToThrown(index = 0, typing = Typing.DYNAMIC)
        static Object[] exit(@Advice.Enter Object untold) {
            return untold == null ? null : new Object[] {untold};
        }
    }

    /** As {@link CollectFetch}, before kafka-clients 3.3. */
    @Hook(feature = REAUTHENTICATION, method = "fetchedRecords", descriptor = "()Ljava/util/Map;", optional = true)
    static final class FetchedRecords {
        /** As {@link CollectFetch#enter}. */
        @Advice.OnMethodEnter(inline = false, skipOn = Advice.OnNonDefaultValue.class)
        static Object enter(@Advice.This Object self) {
            return RecordsInHand.takeUntold(self);
        }

        /** As {@link CollectFetch#exit}. */
        @Advice.OnMethodExit(inline = false, onThrowable = Throwable.class)
        @Advice.AssignReturned.ToThrown(index = 0, typing = Typing.DYNAMIC)
        static Object[] exit(@Advice.Enter Object untold) {
            return untold == null ? null : new Object[] {untold};
        }
    }
}
