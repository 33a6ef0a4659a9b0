package io.kafkalifeline.agent;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.core.importer.ImportOption.DoNotIncludeTests;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;

/** The agent knows hooks by name alone, Byte Buddy in one package and the SDK in another. */
@AnalyzeClasses(packages = "io.kafkalifeline.agent", importOptions = DoNotIncludeTests.class)
class ArrowsTest {
    @ArchTest
    static final ArchRule nobodyKnowsKafkaOrTheHooks = noClasses()
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("org.apache.kafka..", "io.kafkalifeline.hooks..");

    @ArchTest
    static final ArchRule onlyTheWeavingKnowsByteBuddy = noClasses()
            .that()
            .resideOutsideOfPackage("io.kafkalifeline.agent.weaving..")
            .should()
            .dependOnClassesThat()
            .resideInAPackage("net.bytebuddy..");

    @ArchTest
    static final ArchRule onlyTelemetryKnowsOpenTelemetry = noClasses()
            .that()
            .resideOutsideOfPackage("io.kafkalifeline.agent.sdk..")
            .should()
            .dependOnClassesThat()
            .resideInAPackage("io.opentelemetry..");

    /** It runs before anything was checked, on Java 8 too. */
    @ArchTest
    static final ArchRule premainKnowsNothing = noClasses()
            .that()
            .areAssignableTo(KafkaLifelineAgent.class)
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage(
                    "io.kafkalifeline..",
                    "java.util.logging..",
                    "javax.management..",
                    "java.lang.management..",
                    "java.nio..");
}
