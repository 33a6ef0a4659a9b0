package io.kafkalifeline.hooks.kafka;

import static io.kafkalifeline.weave.Feature.REAUTHENTICATION;
import static io.kafkalifeline.weave.Feature.RECORDING;

import io.kafkalifeline.weave.Requires;
import java.lang.reflect.Method;
import org.apache.kafka.clients.NetworkClient;

/** The private members of {@code NetworkClient$DefaultMetadataUpdater}. */
@Requires(
        feature = {REAUTHENTICATION, RECORDING},
        type = "clients.NetworkClient$DefaultMetadataUpdater",
        members = "metadata")
public final class MetadataUpdaterMembers {
    private static final String TYPE = "org.apache.kafka.clients.NetworkClient$DefaultMetadataUpdater";

    private MetadataUpdaterMembers() {}

    /** The {@code Metadata} behind a metadata updater; null where it is another kind of updater. */
    public static Object metadata(Object updater) {
        return OfMetadata.FIELD.isIn(updater) ? OfMetadata.FIELD.get(updater) : null;
    }

    /**
     * Whether the updater can {@linkplain #initiateRebootstrap bootstrap anew}: not before 4.1, and not where it is
     * another kind of updater.
     */
    public static boolean canRebootstrap(Object updater) {
        return Rebootstrap.INITIATE != null
                && Rebootstrap.INITIATE.getDeclaringClass().isInstance(updater);
    }

    /**
     * Has the client bootstrap anew at its next look for a node. That is without effect unless
     * {@code metadata.recovery.strategy} is {@code rebootstrap}. Call it only where {@link #canRebootstrap}.
     */
    public static void initiateRebootstrap(Object updater) {
        try {
            Rebootstrap.INITIATE.invoke(updater);
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException(e);
        }
    }

    private static final class OfMetadata {
        static final PrivateField FIELD = PrivateField.of(NetworkClient.class, TYPE, "metadata");
    }

    /** Optional: releases before 4.1 do not have it. */
    private static final class Rebootstrap {
        static final Method INITIATE = method();

        private static Method method() {
            try {
                Class<?> updater = Class.forName(TYPE, false, NetworkClient.class.getClassLoader());
                Method initiate = updater.getDeclaredMethod("initiateRebootstrap");
                initiate.setAccessible(true);
                return initiate;
            } catch (ReflectiveOperationException e) {
                return null;
            }
        }
    }
}
