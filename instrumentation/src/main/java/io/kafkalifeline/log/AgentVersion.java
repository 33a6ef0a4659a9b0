package io.kafkalifeline.log;

/** The version of the agent. The premain class leaves it in a system property: it alone can read the jar's manifest. */
public final class AgentVersion {
    /** The system property that says that an agent is in this JVM, and which version. */
    public static final String PROPERTY = "io.kafkalifeline.agent.version";

    private AgentVersion() {}

    /** The version; null where no agent is in this JVM, as in tests. */
    public static String orNull() {
        return System.getProperty(PROPERTY);
    }
}
