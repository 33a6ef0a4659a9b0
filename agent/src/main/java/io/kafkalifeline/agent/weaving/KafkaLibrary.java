package io.kafkalifeline.agent.weaving;

import io.kafkalifeline.log.OperatorLog;
import io.kafkalifeline.weave.Feature;
import java.lang.invoke.MethodHandle;
import java.lang.invoke.SwitchPoint;
import java.lang.ref.WeakReference;
import java.util.Collections;
import java.util.EnumSet;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicReference;

/**
 * One kafka-clients, in the loader that holds it: its version, and which features are on in it.
 *
 * <p>The agent remembers these for as long as their loaders live, so none may refer to its loader strongly: the bridge
 * is held by a class of Kafka's.
 */
final class KafkaLibrary {
    private static final ClassValue<AtomicReference<BridgeLoader>> BRIDGES = new ClassValue<>() {
        @Override
        protected AtomicReference<BridgeLoader> computeValue(Class<?> kafkaClass) {
            return new AtomicReference<>();
        }
    };

    private final String version;
    private final String loaderName;
    private final Set<Feature> features;
    private final SwitchPoint on = new SwitchPoint();
    private final Set<String> seen = ConcurrentHashMap.newKeySet();
    private final AtomicBoolean paused = new AtomicBoolean();
    private volatile boolean shaken;
    private WeakReference<BridgeLoader> bridge = new WeakReference<>(null);

    /** @param loader null for the bootstrap loader */
    KafkaLibrary(ClassLoader loader, String version, Set<Feature> features) {
        this.version = version;
        this.loaderName = describe(loader);
        this.features = Collections.unmodifiableSet(
                features.isEmpty() ? EnumSet.noneOf(Feature.class) : EnumSet.copyOf(features));
    }

    /** The features whose hooks all fit. Fixed. */
    Set<Feature> features() {
        return features;
    }

    /** Whether the hooks are woven and run. */
    boolean isOn() {
        return !features.isEmpty() && !paused.get();
    }

    /** Returns a handle that calls the hook while this is on, and the fallback afterwards; the check costs nothing. */
    MethodHandle whileOn(MethodHandle hook, MethodHandle fallback) {
        return on.guardWithTest(hook, fallback);
    }

    /**
     * Makes all hooks, woven or not, do nothing from now on. It switches off all features, because they share hooks: an
     * error after the shape was found to fit is a surprise, and half a set of hooks is worse than none.
     */
    void switchOff(String why) {
        if (pause()) {
            OperatorLog.line("everything is off in " + this + ": " + why);
        }
    }

    /** The same for good, whether they do nothing already or not. */
    void giveUp(String why) {
        pause();
        OperatorLog.once("gave up " + this, "everything is off in " + this + ": " + why);
    }

    /** Notes that a class of Kafka's has come by, to be rewritten or not. */
    void seen(String kafkaClass) {
        seen.add(kafkaClass);
    }

    /** Whether it has, or need not, as all is off. */
    boolean needNotSee(String kafkaClass) {
        return !isOn() || seen.contains(kafkaClass);
    }

    /** Notes that a hook has had a bad moment, which may have spoilt the initialisation of a class for ever. */
    void shaken(boolean byTheMoment) {
        shaken |= byTheMoment;
    }

    /** Whether one has. */
    boolean isShaken() {
        return shaken;
    }

    /** Makes all hooks, woven or not, do nothing; nobody is told. False where they do nothing already. */
    boolean pause() {
        // No lock: who waits for the weaving of a class may hold that of this library.
        if (features.isEmpty() || !paused.compareAndSet(false, true)) {
            return false;
        }
        SwitchPoint.invalidateAll(new SwitchPoint[] {on});
        return true;
    }

    /** The bridge, or null before there is one. */
    synchronized BridgeLoader bridge() {
        return bridge.get();
    }

    /** Remembers the bridge for as long as that class of Kafka's lives. */
    synchronized void bridge(BridgeLoader made, Class<?> kafkaClass) {
        BRIDGES.get(kafkaClass).set(made);
        bridge = new WeakReference<>(made);
    }

    /** As operators know it: {@code kafka-clients 4.3.1 in app class loader}. */
    @Override
    public String toString() {
        return "kafka-clients " + version + " in " + loaderName + " class loader";
    }

    static String describe(ClassLoader loader) {
        if (loader == null) {
            return "bootstrap";
        }
        String name = loader.getName();
        String type = loader.getClass().getName();
        return name == null ? type + "@" + Integer.toHexString(System.identityHashCode(loader)) : name;
    }
}
