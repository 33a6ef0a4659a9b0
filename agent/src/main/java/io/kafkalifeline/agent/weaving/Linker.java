package io.kafkalifeline.agent.weaving;

import io.kafkalifeline.log.Described;
import io.kafkalifeline.log.OperatorLog;
import io.kafkalifeline.weave.Feature;
import io.kafkalifeline.weave.Services;
import java.lang.invoke.CallSite;
import java.lang.invoke.ConstantCallSite;
import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.util.Set;
import java.util.function.BiFunction;

/**
 * Resolves the hooks that are woven into Kafka's classes, each when it is first reached, on the application's thread.
 *
 * <p>Whatever a hook throws by itself is reported once, and Kafka goes on as if the hook had done nothing. A hook that
 * cannot be resolved switches off all hooks of that kafka-clients.
 */
final class Linker {
    private static final MethodHandles.Lookup OWN = MethodHandles.lookup();

    private final KafkaLibraries libraries;
    private final HookPackage hooks;
    private final ClassLoader agent;
    private final BiFunction<Set<Feature>, ClassLoader, Services> services;
    private final MethodHandle report;

    Linker(
            KafkaLibraries libraries,
            HookPackage hooks,
            ClassLoader agent,
            BiFunction<Set<Feature>, ClassLoader, Services> services)
            throws ReflectiveOperationException {
        this.libraries = libraries;
        this.hooks = hooks;
        this.agent = agent;
        this.services = services;
        this.report = OWN.findStatic(
                Linker.class, "report", MethodType.methodType(void.class, String.class, Throwable.class));
    }

    /** Returns {@link #link} in the form in which the dispatcher calls it. */
    MethodHandle handle() throws ReflectiveOperationException {
        MethodType type = MethodType.methodType(
                CallSite.class, MethodHandles.Lookup.class, String.class, MethodType.class, Object[].class);
        return OWN.findVirtual(Linker.class, "link", type).bindTo(this);
    }

    /**
     * Makes the call site of a hook.
     *
     * @param caller the Kafka class
     * @param name the name of the advice method
     * @param arguments the name of the advice class, as the weaver wrote it
     */
    CallSite link(MethodHandles.Lookup caller, String name, MethodType type, Object[] arguments) {
        MethodHandle nothing = MethodHandles.empty(type);
        KafkaLibrary library = libraries.of(caller.lookupClass().getClassLoader());
        if (!library.isOn()) {
            return new ConstantCallSite(nothing);
        }
        String hook = arguments[0] + "." + name;
        try {
            Class<?> advice = bridge(library, caller.lookupClass()).loadClass((String) arguments[0]);
            MethodHandle body = MethodHandles.privateLookupIn(advice, OWN).findStatic(advice, name, type);
            return new ConstantCallSite(library.whileOn(failOpen(hook, body), nothing));
        } catch (Throwable e) {
            library.switchOff(hook + " cannot be linked: " + Described.of(e));
            return new ConstantCallSite(nothing);
        }
    }

    /**
     * Makes a hook that throws nothing. It is built with Object in place of Kafka's types: {@code catchException} goes
     * through array handles that all share, and those of JDK 17 keep the last type that they were adapted to.
     */
    private MethodHandle failOpen(String hook, MethodHandle body) {
        MethodType erased = body.type().erase();
        MethodType failed = MethodType.methodType(erased.returnType(), Throwable.class);
        MethodHandle reportThenNothing = MethodHandles.foldArguments(MethodHandles.empty(failed), report.bindTo(hook));
        return MethodHandles.catchException(body.asType(erased), Throwable.class, reportThenNothing)
                .asType(body.type());
    }

    private BridgeLoader bridge(KafkaLibrary library, Class<?> kafkaClass) throws ReflectiveOperationException {
        synchronized (library) {
            BridgeLoader bridge = library.bridge();
            if (bridge == null) {
                bridge = new BridgeLoader(hooks, agent, kafkaClass.getClassLoader());
                Services given = services.apply(library.features(), kafkaClass.getClassLoader());
                bridge.loadClass(hooks.startClass())
                        .getMethod("start", Services.class)
                        .invoke(null, given);
                library.bridge(bridge, kafkaClass);
            }
            return bridge;
        }
    }

    static void report(String hook, Throwable e) {
        try {
            OperatorLog.once(hook, hook + " failed, Kafka goes on without it: " + Described.of(e));
        } catch (Throwable ignored) {
            // There is no safe way to report it.
        }
    }
}
