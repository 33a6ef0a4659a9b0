package io.kafkalifeline.hooks.kafka;

/** The private methods of a classic consumer that tell by their place on the stack how far a {@code poll} has come. */
public final class ClassicConsumerMembers {
    private static final String BEFORE_RECORDS = "pollForFetches";

    private ClassicConsumerMembers() {}

    /**
     * Whether the calling thread's {@code poll} has no records yet: what asks for records in that method would wait for
     * them, and what asks for them behind it has some to return.
     */
    public static boolean asksForFirstRecords() {
        return StackWalker.getInstance()
                .walk(frames -> frames.anyMatch(frame -> frame.getMethodName().equals(BEFORE_RECORDS)));
    }
}
