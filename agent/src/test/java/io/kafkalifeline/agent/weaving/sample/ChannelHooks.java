package io.kafkalifeline.agent.weaving.sample;

import static io.kafkalifeline.weave.Feature.REAUTHENTICATION;
import static io.kafkalifeline.weave.Feature.RECORDING;

import io.kafkalifeline.weave.Hook;
import io.kafkalifeline.weave.Requires;
import io.kafkalifeline.weave.Rewrites;
import net.bytebuddy.asm.Advice;
import net.bytebuddy.implementation.bytecode.assign.Assigner.Typing;
import org.apache.kafka.sample.Channel;
import org.apache.kafka.sample.Gone;

/** Each way in which a hook can act, once. */
@Rewrites("sample.Channel")
@Requires(
        feature = REAUTHENTICATION,
        type = "sample.Channel",
        members = {"name", "apply()"})
@Requires(feature = REAUTHENTICATION, type = "sample.Gone", members = "member", optional = true)
final class ChannelHooks {
    private ChannelHooks() {}

    @Hook(feature = RECORDING, method = "<init>", descriptor = "(Ljava/lang/String;)V")
    static final class Construct {
        @Advice.OnMethodExit(inline = false)
        static void exit(@Advice.This Channel self) {
            Start.constructed(self);
        }
    }

    @Hook(
            feature = {RECORDING, REAUTHENTICATION},
            method = "answer")
    static final class Answer {
        @Advice.OnMethodEnter(inline = false)
        static Object enter(@Advice.This Channel self, @Advice.Argument(0) String question) {
            return "asked " + question + ", " + Start.isConstructed(self);
        }

        @Advice.OnMethodExit(inline = false, onThrowable = Throwable.class)
        @Advice.AssignReturned.ToReturned
        static String exit(@Advice.Enter Object asked, @Advice.Return String answered) {
            return asked + ": " + answered;
        }
    }

    @Hook(feature = REAUTHENTICATION, method = "skip")
    static final class Skip {
        @Advice.OnMethodEnter(inline = false, skipOn = Advice.OnNonDefaultValue.class)
        static Object enter() {
            return "skipped";
        }

        @Advice.OnMethodExit(inline = false)
        @Advice.AssignReturned.ToReturned(typing = Typing.DYNAMIC)
        static Object exit(@Advice.Enter Object decided) {
            return decided;
        }
    }

    @Hook(feature = REAUTHENTICATION, method = "number")
    static final class Unmoved {
        @Advice.OnMethodExit(inline = false)
        @Advice.AssignReturned.ToReturned(typing = Typing.DYNAMIC)
        static Object exit() {
            return null;
        }

        static Object exitWhenOff() {
            return 2;
        }
    }

    @Hook(feature = REAUTHENTICATION, method = "judge")
    static final class Judge {
        @Advice.OnMethodExit(inline = false, onThrowable = Throwable.class)
        @Advice.AssignReturned.ToThrown(typing = Typing.DYNAMIC)
        static Object exit() {
            return new IllegalArgumentException("meant for the caller");
        }
    }

    @Hook(feature = RECORDING, method = "broken")
    @SuppressWarnings("DoNotCallSuggester")
    static final class Broken {
        @Advice.OnMethodEnter(inline = false, skipOn = Advice.OnNonDefaultValue.class)
        static Object enter() {
            throw new IllegalStateException("a secret");
        }

        @Advice.OnMethodExit(inline = false, onThrowable = Throwable.class)
        @Advice.AssignReturned.ToReturned(index = 0, typing = Typing.DYNAMIC)
        @Advice.AssignReturned.ToThrown(index = 1, typing = Typing.DYNAMIC)
        static Object[] exit() {
            throw new IllegalStateException("a secret");
        }
    }

    /** Cannot be linked where {@link Gone} is not offered. */
    @Hook(feature = RECORDING, method = "unlinked")
    static final class Unlinked extends Gone {
        @Advice.OnMethodExit(inline = false)
        @Advice.AssignReturned.ToReturned
        static String exit() {
            return "linked";
        }
    }

    @Hook(feature = RECORDING, method = "lookup")
    static final class Lookup {
        @Advice.OnMethodExit(inline = false)
        @Advice.AssignReturned.ToReturned
        static String exit(@Advice.Argument(0) String host, @Advice.Return String address) {
            return address + " seen";
        }
    }

    @Hook(feature = RECORDING, method = "bridge")
    static final class Bridge {
        @Advice.OnMethodExit(inline = false)
        @Advice.AssignReturned.ToReturned
        static String exit() {
            return Start.services().features() + " in " + System.identityHashCode(Start.class.getClassLoader());
        }
    }

    @Hook(feature = RECORDING, method = "spare", optional = true)
    @Requires(feature = RECORDING, type = "sample.Gone", members = "member")
    static final class Spare {
        @Advice.OnMethodExit(inline = false)
        @Advice.AssignReturned.ToReturned
        static String exit() {
            return "spared";
        }
    }

    @Hook(feature = RECORDING, method = "notInThisRelease", optional = true)
    static final class NotInThisRelease {
        @Advice.OnMethodExit(inline = false)
        static void exit() {}
    }
}
