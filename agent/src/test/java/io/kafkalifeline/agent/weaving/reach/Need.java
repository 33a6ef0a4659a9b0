package io.kafkalifeline.agent.weaving.reach;

/** What a hook that reaches a member of Kafka's needs of it; the strongest first. */
enum Need {
    /** It must be there. */
    ALWAYS,
    /** It must be there in every release that has its class: our code asks for the class before. */
    WITH_ITS_CLASS,
    /** It may be missing: our code catches that. */
    NEVER
}
