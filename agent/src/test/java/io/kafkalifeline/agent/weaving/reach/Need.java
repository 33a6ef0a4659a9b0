package io.kafkalifeline.agent.weaving.reach;

/** What a hook that reaches a member of Kafka's needs of it; the strongest first. */
enum Need {
    /** It must be there in every release. */
    ALWAYS,
    /** It must be there in every release that has its class. */
    WITH_ITS_CLASS,
    /** The code that reaches it catches that it is missing. */
    NEVER
}
