package io.kafkalifeline.smoke.child;

/** An application without Kafka. */
public final class HelloWorld {
    private HelloWorld() {}

    public static void main(String[] args) {
        System.out.println("Hello, world");
    }
}
