package io.kafkalifeline.agent.weaving;

import java.lang.invoke.CallSite;
import java.lang.invoke.ConstantCallSite;
import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;

/**
 * What every rewritten class can see: {@link DispatcherDefinition} renames this class to
 * {@code java.lang.KafkaLifelineDispatcher} and defines it there. Uses nothing but {@code java.base}.
 */
public final class Dispatcher {
    private static volatile MethodHandle linker;

    private Dispatcher() {}

    /** The bootstrap method of all hooks; whatever goes wrong, the call site does nothing. */
    public static CallSite bootstrap(MethodHandles.Lookup caller, String name, MethodType type, Object... arguments) {
        try {
            return (CallSite) linker.invokeExact(caller, name, type, arguments);
        } catch (Throwable e) {
            return new ConstantCallSite(MethodHandles.empty(type));
        }
    }
}
