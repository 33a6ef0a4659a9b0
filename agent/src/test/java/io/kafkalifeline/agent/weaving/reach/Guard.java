package io.kafkalifeline.agent.weaving.reach;

import java.util.List;
import java.util.Set;
import net.bytebuddy.jar.asm.Label;
import net.bytebuddy.jar.asm.Opcodes;

/**
 * Whether the code around an instruction gets along without the member that it reaches: it catches what the JVM throws
 * where that is missing, and goes on without throwing anything else.
 */
final class Guard {
    static final Guard NONE = new Guard(List.of());

    private static final Set<String> MISSING = Set.of(
            "java/lang/ReflectiveOperationException",
            "java/lang/ClassNotFoundException",
            "java/lang/NoSuchFieldException",
            "java/lang/NoSuchMethodException",
            "java/lang/LinkageError",
            "java/lang/IncompatibleClassChangeError",
            "java/lang/NoClassDefFoundError",
            "java/lang/NoSuchFieldError",
            "java/lang/NoSuchMethodError");

    private final List<Handler> handlers;

    Guard(List<Handler> handlers) {
        this.handlers = handlers;
    }

    boolean tolerates() {
        return handlers.stream().anyMatch(Handler::tolerates);
    }

    /** One {@code catch}; how it ends is known once the method has been read. */
    static final class Handler {
        final Label from;
        final Label to;
        final Label code;
        private final boolean catchesMissing;
        private boolean begun;
        private Boolean throwsOn;

        Handler(Label from, Label to, Label code, String caught) {
            this.from = from;
            this.to = to;
            this.code = code;
            this.catchesMissing = caught != null && MISSING.contains(caught);
        }

        void label(Label label) {
            begun |= label == code;
        }

        /** Where its code leaves the {@code catch} for the first time decides. */
        void instruction(int opcode) {
            boolean leaves = opcode == Opcodes.ATHROW
                    || opcode == Opcodes.GOTO
                    || (opcode >= Opcodes.IRETURN && opcode <= Opcodes.RETURN);
            if (begun && throwsOn == null && leaves) {
                throwsOn = opcode == Opcodes.ATHROW;
            }
        }

        private boolean tolerates() {
            return catchesMissing && Boolean.FALSE.equals(throwsOn);
        }
    }
}
