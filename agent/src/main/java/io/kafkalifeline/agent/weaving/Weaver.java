package io.kafkalifeline.agent.weaving;

import io.kafkalifeline.log.Described;
import io.kafkalifeline.weave.Feature;
import io.kafkalifeline.weave.Services;
import java.io.IOException;
import java.lang.instrument.Instrumentation;
import java.lang.reflect.Method;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import java.util.function.BiFunction;
import net.bytebuddy.ByteBuddy;
import net.bytebuddy.ClassFileVersion;
import net.bytebuddy.asm.Advice;
import net.bytebuddy.asm.AsmVisitorWrapper;
import net.bytebuddy.description.method.MethodDescription;
import net.bytebuddy.description.type.TypeDescription;
import net.bytebuddy.dynamic.ClassFileLocator;
import net.bytebuddy.dynamic.DynamicType;
import net.bytebuddy.dynamic.scaffold.MethodGraph;
import net.bytebuddy.dynamic.scaffold.TypeValidation;
import net.bytebuddy.implementation.Implementation;
import net.bytebuddy.matcher.ElementMatcher;
import net.bytebuddy.pool.TypePool;
import net.bytebuddy.utility.JavaConstant;

/**
 * Writes calls of the hooks into Kafka's class files. It adds nothing but invokedynamic calls, no fields, methods or
 * classes, so that classes that are loaded already can be rewritten too and other agents go on working.
 */
final class Weaver {
    private final ByteBuddy byteBuddy = new ByteBuddy(ClassFileVersion.JAVA_V8)
            .with(MethodGraph.Compiler.ForDeclaredMethods.INSTANCE)
            .with(Implementation.Context.Disabled.Factory.INSTANCE)
            .with(TypeValidation.DISABLED);

    private final ClassFileLocator hookClassFiles;
    private final HookCatalog catalog;
    private final KafkaLibraries libraries;
    private final Linker linker;
    private final Method bootstrap;

    Weaver(
            Instrumentation instrumentation,
            HookPackage hooks,
            Wanted wanted,
            BiFunction<Set<Feature>, ClassLoader, Services> services,
            OwnStack ownStack,
            SecondTries secondTries)
            throws IOException, ReflectiveOperationException {
        ClassLoader agent = Weaver.class.getClassLoader();
        hookClassFiles = ClassFileLocator.ForClassLoader.of(agent);
        catalog = HookCatalog.read(hooks, hookClassFiles);
        libraries = new KafkaLibraries(catalog, wanted, ownStack);
        linker = new Linker(libraries, hooks, catalog, agent, services, secondTries);
        bootstrap = DispatcherDefinition.define(instrumentation, linker.handle());
    }

    boolean rewrites(String kafkaClass) {
        return !catalog.hooksOf(kafkaClass).isEmpty();
    }

    /** Makes the hooks in that loader do nothing from now on. */
    void giveUp(ClassLoader loader, String why) {
        libraries.of(loader, new LoaderResources(loader)).giveUp(why);
    }

    /** Makes the hooks in that loader do nothing for the time being; returns the kafka-clients, for operators. */
    Object pause(ClassLoader loader) {
        return libraries.pause(loader);
    }

    /** Lets the next class of that loader be the first one. */
    void forget(ClassLoader loader) {
        libraries.forget(loader);
    }

    /**
     * Meets a kafka-clients, and makes all that its hooks need on the calling thread, which is ours.
     *
     * @param kafkaClass one of its classes
     */
    void prepare(Class<?> kafkaClass) throws Exception {
        ClassLoader loader = kafkaClass.getClassLoader();
        linker.prepare(libraries.of(loader, new LoaderResources(loader)), kafkaClass);
    }

    /**
     * Returns the class with the hooks of all features that are on; null where it has none. A class that cannot be
     * rewritten switches everything off in that loader.
     *
     * @param loader null for the bootstrap loader
     * @param resources what it offers
     */
    byte[] weave(ClassLoader loader, String kafkaClass, byte[] classFile, Resources resources) {
        List<HookDefinition> ofClass = catalog.hooksOf(kafkaClass);
        if (ofClass.isEmpty()) {
            return null;
        }
        KafkaLibrary library = libraries.of(loader, resources);
        library.seen(kafkaClass);
        List<HookDefinition> hooks = new ArrayList<>();
        for (HookDefinition hook : ofClass) {
            if (library.isOn() && !Collections.disjoint(hook.features(), library.features())) {
                hooks.add(hook);
            }
        }
        try {
            return hooks.isEmpty() ? null : weave(new KafkaClassFiles(resources), kafkaClass, classFile, hooks);
        } catch (Throwable e) {
            if (Moment.isToBlame(e)) {
                throw e;
            }
            library.switchOff(kafkaClass + " cannot be rewritten: " + Described.briefly(e));
            return null;
        }
    }

    private byte[] weave(
            ClassFileLocator kafkaClassFiles, String kafkaClass, byte[] classFile, List<HookDefinition> hooks) {
        ClassFileLocator classFiles = new ClassFileLocator.Compound(
                ClassFileLocator.Simple.of(kafkaClass, classFile), hookClassFiles, kafkaClassFiles);
        TypePool types = TypePool.Default.of(classFiles);
        TypePool kafkaTypes = TypePool.Default.of(kafkaClassFiles);
        TypeDescription type = types.describe(kafkaClass).resolve();
        DynamicType.Builder<?> builder = byteBuddy.decorate(type, classFiles);
        for (HookDefinition hook : hooks) {
            if (hook.isIn(type) && hook.fits(kafkaTypes)) {
                builder = builder.visit(new AsmVisitorWrapper.ForDeclaredMethods()
                        .invokable(matcher(hook), advice(hook, types, classFiles)));
            } else if (!hook.optional()) {
                throw new IllegalStateException("no " + hook);
            }
        }
        return builder.make(types).getBytes();
    }

    private Advice advice(HookDefinition hook, TypePool types, ClassFileLocator classFiles) {
        JavaConstant adviceClass = JavaConstant.Simple.ofLoaded(hook.adviceClass());
        return Advice.withCustomMapping()
                .with(new Advice.AssignReturned.Factory())
                .bootstrap(bootstrap, (adviceMethod, exit) -> (type, method) -> List.of(adviceClass))
                .to(types.describe(hook.adviceClass()).resolve(), classFiles);
    }

    private static ElementMatcher<MethodDescription> matcher(HookDefinition hook) {
        return hook::matches;
    }
}
