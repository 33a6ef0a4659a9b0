package io.kafkalifeline.agent.jar.app;

/** An application without Kafka. */
public final class Hello {
    private Hello() {}

    public static void main(String[] arguments) {
        System.out.println("hello");
    }
}
