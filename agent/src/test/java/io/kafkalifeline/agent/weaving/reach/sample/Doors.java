package io.kafkalifeline.agent.weaving.reach.sample;

import static io.kafkalifeline.weave.Feature.DIAGNOSIS;
import static io.kafkalifeline.weave.Feature.REAUTHENTICATION;
import static io.kafkalifeline.weave.Feature.RECORDING;

import io.kafkalifeline.weave.Hook;
import io.kafkalifeline.weave.Requires;
import io.kafkalifeline.weave.Rewrites;
import java.util.function.Supplier;
import net.bytebuddy.asm.Advice;
import org.apache.kafka.sample.Channel;
import org.apache.kafka.sample.Gone;

/** Each way in which a hook can get to a member of Kafka's, once; two requirements are wrong. */
@Rewrites("sample.Channel")
@Requires(
        feature = REAUTHENTICATION,
        type = "sample.Channel",
        members = {"name", "apply()"})
@Requires(
        feature = DIAGNOSIS,
        type = "sample.Channel",
        members = {"name", "nobodyReachesThis"})
final class Doors {
    private Doors() {}

    @Hook(
            feature = {REAUTHENTICATION, RECORDING},
            method = "plain")
    static final class OneFeatureDoesNotRequireIt {
        @Advice.OnMethodEnter(inline = false)
        static void enter() {
            Room.enter();
        }
    }

    @Hook(feature = REAUTHENTICATION, method = "answer")
    static final class Directly {
        @Advice.OnMethodEnter(inline = false)
        static String enter(@Advice.This Channel self) {
            return self.apply("answer");
        }
    }

    @Hook(feature = REAUTHENTICATION, method = "skip")
    static final class ByLambda {
        @Advice.OnMethodEnter(inline = false)
        static Supplier<String> enter(@Advice.This Channel self) {
            return () -> self.apply("skip");
        }
    }

    @Hook(feature = REAUTHENTICATION, method = "number")
    static final class ByReference {
        @Advice.OnMethodEnter(inline = false)
        static Supplier<?> enter() {
            return Channel::new;
        }
    }

    @Hook(feature = REAUTHENTICATION, method = "judge")
    static final class ByInterface {
        @Advice.OnMethodEnter(inline = false)
        static Object enter(@Advice.Argument(0) Object question) {
            return ((Room.Answer) question).to("judge");
        }
    }

    @Hook(feature = REAUTHENTICATION, method = "broken")
    static final class ByObjectThatOthersCall {
        @Advice.OnMethodEnter(inline = false)
        static Object enter() {
            return new Room.Spoken();
        }
    }

    @Hook(feature = REAUTHENTICATION, method = "unlinked")
    static final class ByInitialiserOfSuperclass {
        @Advice.OnMethodEnter(inline = false)
        static Object enter() {
            return new Room.Lower();
        }
    }

    @Hook(feature = REAUTHENTICATION, method = "lookup")
    static final class ConstantsInitialiseNothing {
        @Advice.OnMethodEnter(inline = false)
        static Object enter() {
            return Room.Upper.CONSTANT + Room.Upper.class;
        }
    }

    @Hook(feature = REAUTHENTICATION, method = "bridge")
    static final class WhatMayBeMissing {
        @Advice.OnMethodEnter(inline = false)
        static Object enter() {
            return Room.optionally();
        }
    }

    @Hook(feature = REAUTHENTICATION, method = "bridge")
    static final class WhatMustNotBeMissing {
        @Advice.OnMethodEnter(inline = false)
        static Object enter() {
            return Room.strictly();
        }
    }

    @Hook(feature = REAUTHENTICATION, method = "bridge")
    static final class NameFromElsewhere {
        @Advice.OnMethodEnter(inline = false)
        static Object enter(@Advice.Argument(0) String name) {
            return Room.named(name);
        }
    }

    @Hook(feature = RECORDING, method = "notInThisRelease", optional = true)
    @Requires(feature = RECORDING, type = "sample.Gone")
    static final class OptionalAndRequired {
        @Advice.OnMethodEnter(inline = false)
        static boolean enter(@Advice.This Object self) {
            return self instanceof Gone;
        }
    }

    @Hook(feature = DIAGNOSIS, method = "notInThisRelease", optional = true)
    static final class OptionalAndForgotten {
        @Advice.OnMethodEnter(inline = false)
        static boolean enter(@Advice.This Object self) {
            return self instanceof Gone;
        }
    }

    @Hook(feature = REAUTHENTICATION, method = "bridge")
    static final class ByClassThatAsks {
        @Advice.OnMethodEnter(inline = false)
        static Object enter(@Advice.This Object self) {
            return Room.NotInEveryRelease.isGone(self);
        }
    }
}
