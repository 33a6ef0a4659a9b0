package io.kafkalifeline.hooks.timeouts;

import io.kafkalifeline.hooks.kafka.AdminClientMembers;

/**
 * The admin call that is being failed on this thread. The exception that its futures get is made between here and there
 * ({@code Call.handleTimeoutFailure}), so neither place alone knows both the client and the exception.
 */
public final class FailingCall {
    private static final ThreadLocal<Object> ADMIN_OF_CALL = new ThreadLocal<>();

    private FailingCall() {}

    /** An admin call begins to fail; returns what {@link #end} is to be called with. */
    public static Object begin(Object call) {
        Object outer = ADMIN_OF_CALL.get();
        ADMIN_OF_CALL.set(AdminClientMembers.adminOfCall(call));
        return outer;
    }

    /** The call has failed; {@code outer} is the call around it, or null. */
    public static void end(Object outer) {
        if (outer == null) {
            ADMIN_OF_CALL.remove();
        } else {
            ADMIN_OF_CALL.set(outer);
        }
    }

    /** A future fails. Does nothing unless a call is failing on this thread. */
    public static void futureFails(Throwable exception) {
        Object admin = ADMIN_OF_CALL.get();
        if (admin != null) {
            Timeouts.explain(exception, () -> AdminClientMembers.networkClient(admin));
        }
    }
}
