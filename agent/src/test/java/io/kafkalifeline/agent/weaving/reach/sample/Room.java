package io.kafkalifeline.agent.weaving.reach.sample;

import static io.kafkalifeline.weave.Feature.REAUTHENTICATION;

import io.kafkalifeline.weave.Requires;
import java.lang.reflect.Field;
import java.util.function.Supplier;
import org.apache.kafka.sample.Channel;
import org.apache.kafka.sample.Gone;

/** What the {@link Doors} lead to. */
final class Room {
    private static final Class<?> CHANNEL = Channel.class;
    private static final String PACKAGE = "org.apache.kafka.sample.";
    private static final Field NAME = field(PACKAGE + "Channel", "name");

    private Room() {}

    static void enter() {
        if (NAME.getModifiers() == 0) {
            throw new IllegalStateException();
        }
    }

    /** One of them is called where nobody says which. */
    interface Answer {
        Object to(String question);
    }

    static final class ChannelAnswer implements Answer {
        @Override
        public Object to(String question) {
            return new Channel().apply(question);
        }
    }

    /** The JDK's classes call what they know of it. */
    static final class Spoken implements Supplier<String> {
        @Override
        public String get() {
            return new Channel().apply("broken");
        }
    }

    static class Upper {
        static final String CONSTANT = "constant";
        static final Field BEFORE = field(CHANNEL.getName(), "nobody knows which");
        static final Object HELD = new Channel();
    }

    static final class Lower extends Upper {}

    private static Field field(String type, String name) {
        try {
            return Class.forName(type, false, Room.class.getClassLoader()).getDeclaredField(name);
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Whoever calls it has asked before whether there is such a class. */
    @Requires(feature = REAUTHENTICATION, type = "sample.Gone", optional = true)
    static final class NotInEveryRelease {
        static boolean isGone(Object self) {
            return self instanceof Gone;
        }
    }

    static Field named(String name) {
        return field(PACKAGE + "Channel", name);
    }

    static Object optionally() {
        try {
            return CHANNEL.getDeclaredMethod("skip");
        } catch (NoSuchMethodException e) {
            return null;
        }
    }

    static Object strictly() {
        try {
            return CHANNEL.getDeclaredMethod("skip");
        } catch (NoSuchMethodException e) {
            throw new IllegalStateException(e);
        }
    }
}
