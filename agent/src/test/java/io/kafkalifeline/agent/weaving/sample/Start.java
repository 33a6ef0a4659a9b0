package io.kafkalifeline.agent.weaving.sample;

import io.kafkalifeline.weave.Services;

/** What {@code io.kafkalifeline.hooks.Lifeline} is for the real hooks. */
public final class Start {
    private static Services services;
    private static Object constructed;

    private Start() {}

    public static void start(Services given) {
        services = given;
    }

    static Services services() {
        return services;
    }

    static void constructed(Object channel) {
        constructed = channel;
    }

    static boolean isConstructed(Object channel) {
        return constructed == channel;
    }
}
