package io.kafkalifeline.agent.cli;

/** Says in a sentence for the operator why the agent is not in the other JVM. */
final class AttachmentException extends Exception {
    AttachmentException(String message) {
        super(message);
    }
}
