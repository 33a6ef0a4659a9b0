package io.kafkalifeline.smoke.msk;

import java.io.EOFException;
import java.lang.reflect.Field;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Collection;
import java.util.ConcurrentModificationException;
import java.util.List;
import java.util.Map;
import javax.security.sasl.SaslServer;
import org.apache.kafka.common.network.KafkaChannel;
import org.apache.kafka.common.network.Selector;
import org.apache.kafka.common.network.TransportLayer;

/**
 * Reaches into the running broker for what no setting or callback can do: leave one exchange without an answer, and
 * refuse re-authentications with ILLEGAL_SASL_STATE.
 */
final class NetworkThreads {
    private static volatile Object server;

    private NetworkThreads() {}

    /** @param kafkaRaftServer of type {@code kafka.server.KafkaRaftServer}, started */
    static void of(Object kafkaRaftServer) {
        server = kafkaRaftServer;
    }

    /** Lets nothing more be written to the connection whose exchange this is. On its network thread. */
    static void silence(SaslServer exchange) {
        try {
            for (KafkaChannel channel : channels()) {
                Object authenticator =
                        field(KafkaChannel.class, "authenticator").get(channel);
                Class<?> type = authenticator.getClass();
                if (type.getSimpleName().equals("SaslServerAuthenticator")
                        && field(type, "saslServer").get(authenticator) == exchange) {
                    Field transport = field(type, "transportLayer");
                    transport.set(authenticator, mute((TransportLayer) transport.get(authenticator)));
                }
            }
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException(e);
        }
    }

    /**
     * Makes every connection look as if it had begun a re-authentication just now: for the next second the broker
     * answers the next one with ILLEGAL_SASL_STATE.
     */
    static void pretendReauthenticationsBegan() {
        try {
            Field lastStart = field(KafkaChannel.class, "lastReauthenticationStartNanos");
            for (KafkaChannel channel : channels()) {
                lastStart.setLong(channel, System.nanoTime());
            }
        } catch (ConcurrentModificationException e) {
            // A connection came or went; the next time will do.
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException(e);
        }
    }

    private static TransportLayer mute(TransportLayer transport) {
        return (TransportLayer) Proxy.newProxyInstance(
                TransportLayer.class.getClassLoader(), new Class<?>[] {TransportLayer.class}, (proxy, method, args) -> {
                    if (method.getName().equals("write")) {
                        // It writes before it reads: without a look it would try for ever when the client has left.
                        if (transport.read(ByteBuffer.allocate(1)) < 0) {
                            throw new EOFException("the client has given up");
                        }
                        return method.getReturnType() == long.class ? (Object) 0L : (Object) 0;
                    }
                    if (method.getName().equals("addInterestOps")) {
                        return null;
                    }
                    try {
                        return method.invoke(transport, args);
                    } catch (InvocationTargetException e) {
                        throw e.getCause();
                    }
                });
    }

    private static List<KafkaChannel> channels() throws ReflectiveOperationException {
        Object broker = call(call(server, "broker"), "get");
        Map<?, ?> acceptors = (Map<?, ?>) call(call(broker, "socketServer"), "dataPlaneAcceptors");
        List<KafkaChannel> channels = new ArrayList<>();
        for (Object acceptor : acceptors.values()) {
            Object processors = call(acceptor, "processors");
            int count = (int) call(processors, "size");
            for (int i = 0; i < count; i++) {
                Object processor =
                        processors.getClass().getMethod("apply", int.class).invoke(processors, i);
                channels.addAll((Collection<KafkaChannel>) ((Selector) call(processor, "selector")).channels());
            }
        }
        return channels;
    }

    private static Object call(Object target, String name) throws ReflectiveOperationException {
        for (Class<?> type = target.getClass(); type != null; type = type.getSuperclass()) {
            for (Method method : type.getDeclaredMethods()) {
                if (method.getName().equals(name) && method.getParameterCount() == 0) {
                    method.setAccessible(true);
                    return method.invoke(target);
                }
            }
        }
        throw new NoSuchMethodException(name);
    }

    private static Field field(Class<?> type, String name) throws ReflectiveOperationException {
        Field field = type.getDeclaredField(name);
        field.setAccessible(true);
        return field;
    }
}
