package io.kafkalifeline.agent;

import static org.assertj.core.api.Assertions.assertThat;

import io.kafkalifeline.log.AgentVersion;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.NullSource;
import org.junit.jupiter.params.provider.ValueSource;

class KafkaLifelineAgentTest {
    @ParameterizedTest
    @ValueSource(strings = {"1.8", "9", "10"})
    void stepsAsideOnOlderJava(String specificationVersion) {
        assertThat(KafkaLifelineAgent.refusal(specificationVersion))
                .isEqualTo(
                        "needs Java 11 or later, this is " + specificationVersion + "; the application runs without");
    }

    @ParameterizedTest
    @ValueSource(strings = {"11", "17", "25", "101"})
    void runsOnJava11AndLater(String specificationVersion) {
        assertThat(KafkaLifelineAgent.refusal(specificationVersion)).isNull();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "jdk.jcmd/sun.tools.jcmd.JCmd -l",
                "jdk.compiler/com.sun.tools.javac.Main A.java",
                "sun.security.tools.keytool.Main",
                "com.sun.tools.javac.Main A.java"
            })
    void leavesToolsOfTheJdkAlone(String command) {
        assertThat(KafkaLifelineAgent.isJdkTool(command)).isTrue();
    }

    @ParameterizedTest
    @NullSource
    @ValueSource(
            strings = {
                "org.apache.kafka.tools.ProducerPerformance --topic sun.example",
                "/opt/app.jar jdk.example",
                "jdk.compiler/com.sun.tools.javac.launcher.Main Application.java"
            })
    void entersApplications(String command) {
        assertThat(KafkaLifelineAgent.isJdkTool(command)).isFalse();
    }

    @Test
    void saysThatItIsThereWhereTheOthersLook() {
        assertThat(KafkaLifelineAgent.VERSION).isEqualTo(AgentVersion.PROPERTY);
    }
}
