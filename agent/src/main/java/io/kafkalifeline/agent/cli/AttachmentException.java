package io.kafkalifeline.agent.cli;

/** Why the agent is not in the other JVM, as a sentence for the operator. */
final class AttachmentException extends Exception {
    AttachmentException(String message) {
        super(message);
    }
}
