package io.kafkalifeline.agent.jar;

import java.io.File;

/** The jar that was built, as the build tells. */
final class AgentJar {
    private AgentJar() {}

    static File file() {
        return new File(System.getProperty("agent.jar"));
    }

    static String option() {
        return "-javaagent:" + file();
    }
}
