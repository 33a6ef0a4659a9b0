package io.kafkalifeline;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;

import com.tngtech.archunit.core.importer.ImportOption.DoNotIncludeTests;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;

/** Dependencies point downwards: only the hooks know Kafka, and nobody knows the hooks. */
@AnalyzeClasses(packagesOf = ArrowsTest.class, importOptions = DoNotIncludeTests.class)
class ArrowsTest {
    private static final String OURS = "io.kafkalifeline.";

    @ArchTest
    static final ArchRule logKnowsOnlyTheJdk = knowsOnly("log");

    @ArchTest
    static final ArchRule sessionKnowsOnlyTheJdk = knowsOnly("session");

    @ArchTest
    static final ArchRule initKnowsOnlyTheJdk = knowsOnly("init");

    @ArchTest
    static final ArchRule weaveKnowsOnlyInitAndSession = knowsOnly("weave", OURS + "init", OURS + "session");

    @ArchTest
    static final ArchRule telemetryKnowsOpenTelemetryAndNotKafka =
            knowsOnly("telemetry", OURS + "init", OURS + "log", "io.opentelemetry..");

    @ArchTest
    static final ArchRule diagnosisKnowsOnlyInit = knowsOnly("diagnosis", OURS + "init", OURS + "log");

    @ArchTest
    static final ArchRule flightKnowsOnlyInitAndFlightRecorder =
            knowsOnly("flight", OURS + "init", OURS + "log", "jdk.jfr..");

    @ArchTest
    static final ArchRule apiKnowsOnlyTheJdk = knowsOnly("api");

    @ArchTest
    static final ArchRule eventsKnowOnlyApiAndInit = knowsOnly("events", OURS + "api", OURS + "init", OURS + "log");

    @ArchTest
    static final ArchRule hooksKnowKafkaAndNotTelemetry = knowsOnly(
            "hooks",
            OURS + "diagnosis",
            OURS + "init",
            OURS + "log",
            OURS + "session",
            OURS + "weave",
            "javax.net.ssl..",
            "javax.security..",
            "org.apache.kafka..",
            "org.slf4j..",
            "net.bytebuddy.asm..",
            "net.bytebuddy.implementation.bytecode.assign..");

    /** Everything else that a package could depend on, the hooks above all, is thereby excluded. */
    private static ArchRule knowsOnly(String name, String... others) {
        String[] allowed = new String[others.length + 2];
        System.arraycopy(others, 0, allowed, 0, others.length);
        allowed[others.length] = OURS + name + "..";
        allowed[others.length + 1] = "java..";
        return classes()
                .that()
                .resideInAPackage(OURS + name + "..")
                .should()
                .onlyDependOnClassesThat()
                .resideInAnyPackage(allowed);
    }
}
