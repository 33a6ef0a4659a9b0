package io.kafkalifeline.hooks;

import org.apache.kafka.clients.admin.KafkaAdminClient;

/**
 * The admin call that is being failed on this thread. The exception that its futures get is made between here and there
 * ({@code Call.handleTimeoutFailure}), so neither place alone knows both the client and the exception.
 */
final class FailingCall {
    private static final PrivateField ADMIN =
            PrivateField.of(KafkaAdminClient.class, "org.apache.kafka.clients.admin.KafkaAdminClient$Call", "this$0");
    private static final PrivateField CLIENT = PrivateField.of(KafkaAdminClient.class, "client");
    private static final ThreadLocal<Object> ADMIN_OF_CALL = new ThreadLocal<>();

    private FailingCall() {}

    /** Returns what {@link #end} wants back. */
    static Object begin(Object call) {
        Object outer = ADMIN_OF_CALL.get();
        ADMIN_OF_CALL.set(ADMIN.get(call));
        return outer;
    }

    static void end(Object outer) {
        if (outer == null) {
            ADMIN_OF_CALL.remove();
        } else {
            ADMIN_OF_CALL.set(outer);
        }
    }

    /** A future fails; nothing to do unless that comes from a call that fails. */
    static void futureFails(Throwable exception) {
        Object admin = ADMIN_OF_CALL.get();
        if (admin != null) {
            Timeouts.explain(exception, () -> Client.ofPart(CLIENT.get(admin)));
        }
    }
}
