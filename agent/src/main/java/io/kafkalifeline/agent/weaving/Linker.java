package io.kafkalifeline.agent.weaving;

import io.kafkalifeline.agent.loading.Privileged;
import io.kafkalifeline.log.Described;
import io.kafkalifeline.weave.Feature;
import io.kafkalifeline.weave.Services;
import java.lang.invoke.CallSite;
import java.lang.invoke.ConstantCallSite;
import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.security.PrivilegedExceptionAction;
import java.util.List;
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
    /** With this at its end, an advice method's name is that of what runs in its place once the hooks are off. */
    private static final String WHEN_OFF = "WhenOff";

    private final KafkaLibraries libraries;
    private final HookPackage hooks;
    private final HookCatalog catalog;
    private final ClassLoader agent;
    private final BiFunction<Set<Feature>, ClassLoader, Services> services;
    private final SecondTries secondTries;
    private final MethodHandle report;

    Linker(
            KafkaLibraries libraries,
            HookPackage hooks,
            HookCatalog catalog,
            ClassLoader agent,
            BiFunction<Set<Feature>, ClassLoader, Services> services,
            SecondTries secondTries)
            throws ReflectiveOperationException {
        this.libraries = libraries;
        this.hooks = hooks;
        this.catalog = catalog;
        this.agent = agent;
        this.services = services;
        this.secondTries = secondTries;
        this.report = OWN.findVirtual(HookReport.class, "failed", MethodType.methodType(void.class, Throwable.class));
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
        Class<?> kafkaClass = caller.lookupClass();
        if (secondTries.isPaused(kafkaClass.getClassLoader())) {
            return new ConstantCallSite(nothing); // the class will be rewritten again
        }
        try {
            MethodHandle linked = Privileged.call(new PrivilegedExceptionAction<MethodHandle>() {
                @Override
                public MethodHandle run() throws Exception {
                    return linked(kafkaClass, (String) arguments[0], name, type);
                }
            });
            return new ConstantCallSite(linked == null ? nothing : linked);
        } catch (Throwable e) {
            String hook = arguments[0] + "." + name;
            if (Moment.isToBlame(e)) {
                secondTries.postpone(kafkaClass.getClassLoader(), null, e);
            } else {
                library(kafkaClass).switchOff(hook + " cannot be linked: " + Described.of(e));
            }
            return new ConstantCallSite(nothing);
        }
    }

    private KafkaLibrary library(Class<?> kafkaClass) {
        ClassLoader loader = kafkaClass.getClassLoader();
        return libraries.of(loader, new LoaderResources(loader));
    }

    /** Returns null where the hook is off. */
    private MethodHandle linked(Class<?> kafkaClass, String adviceClass, String name, MethodType type)
            throws Exception {
        KafkaLibrary library = library(kafkaClass);
        if (!library.isOn()) {
            return null;
        }
        BridgeLoader bridge = bridge(library, kafkaClass);
        bridge.census().linked();
        String hook = adviceClass + "." + name;
        MethodHandle kept = bridge.kept(hook);
        return kept != null && kept.type().equals(type)
                ? kept
                : make(library, bridge.loadClass(adviceClass), name, type);
    }

    private MethodHandle make(KafkaLibrary library, Class<?> advice, String name, MethodType type)
            throws ReflectiveOperationException {
        MethodHandle body = MethodHandles.privateLookupIn(advice, OWN).findStatic(advice, name, type);
        return library.whileOn(
                failOpen(advice.getClassLoader().getParent(), library, advice.getName() + "." + name, body),
                whenOff(library, advice, name, type));
    }

    /** What runs in the hook's place once all hooks are switched off: mostly nothing. See {@code Hook}. */
    private MethodHandle whenOff(KafkaLibrary library, Class<?> advice, String name, MethodType type)
            throws IllegalAccessException {
        String letsGo = name + WHEN_OFF;
        try {
            MethodHandle body = MethodHandles.privateLookupIn(advice, OWN).findStatic(advice, letsGo, type);
            return failOpen(advice.getClassLoader().getParent(), library, advice.getName() + "." + letsGo, body);
        } catch (NoSuchMethodException e) {
            return MethodHandles.empty(type);
        }
    }

    /**
     * Makes the call sites' handles and initialises what the hooks reach, on the calling thread: the application's
     * have too little stack.
     */
    void prepare(KafkaLibrary library, Class<?> kafkaClass) throws ReflectiveOperationException {
        if (!library.isOn()) {
            return;
        }
        BridgeLoader bridge = bridge(library, kafkaClass);
        for (String name : hooks.requirementClasses()) {
            initialised(name, bridge);
        }
        for (List<HookDefinition> ofOneClass : catalog.hooks()) {
            for (HookDefinition hook : ofOneClass) {
                for (Method method : initialised(hook.adviceClass(), bridge)) {
                    if (Modifier.isStatic(method.getModifiers()) && !method.isSynthetic()) {
                        MethodType type = MethodType.methodType(method.getReturnType(), method.getParameterTypes());
                        Class<?> advice = method.getDeclaringClass();
                        bridge.keep(
                                advice.getName() + "." + method.getName(),
                                make(library, advice, method.getName(), type));
                    }
                }
            }
        }
    }

    /** Returns its methods; none where this kafka-clients lacks what the class needs, for then it is not used. */
    private static Method[] initialised(String name, ClassLoader bridge) {
        try {
            return Class.forName(name, true, bridge).getDeclaredMethods();
        } catch (LinkageError | ClassNotFoundException e) {
            return new Method[0];
        }
    }

    /**
     * Makes a hook that throws nothing. It is built with Object in place of Kafka's types: {@code catchException} goes
     * through array handles that all share, and those of JDK 17 keep the last type that they were adapted to.
     */
    private MethodHandle failOpen(ClassLoader loader, KafkaLibrary library, String hook, MethodHandle body) {
        MethodType erased = body.type().erase();
        MethodType failed = MethodType.methodType(erased.returnType(), Throwable.class);
        MethodHandle reportThenNothing = MethodHandles.foldArguments(
                MethodHandles.empty(failed), report.bindTo(new HookReport(loader, library, secondTries, hook)));
        return MethodHandles.catchException(body.asType(erased), Throwable.class, reportThenNothing)
                .asType(body.type());
    }

    private BridgeLoader bridge(KafkaLibrary library, Class<?> kafkaClass) throws ReflectiveOperationException {
        synchronized (library) {
            BridgeLoader bridge = library.bridge();
            if (bridge == null) {
                bridge = new BridgeLoader(
                        hooks,
                        agent,
                        kafkaClass.getClassLoader(),
                        new Census(secondTries, kafkaClass.getClassLoader(), library::needNotSee));
                Services given = services.apply(library.features(), kafkaClass.getClassLoader());
                bridge.loadClass(hooks.startClass())
                        .getMethod("start", Services.class)
                        .invoke(null, given);
                library.bridge(bridge, kafkaClass);
            }
            return bridge;
        }
    }
}
