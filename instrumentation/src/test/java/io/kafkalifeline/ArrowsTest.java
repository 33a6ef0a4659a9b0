package io.kafkalifeline;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;

import com.tngtech.archunit.core.importer.ImportOption.DoNotIncludeTests;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import java.util.List;
import java.util.stream.Stream;

/**
 * Dependencies point downwards: only the hooks know Kafka, and nobody knows the hooks. Behind the doors in {@code hooks}
 * are rooms, and what re-authentication, recording and timeouts share is {@code link} and {@code kafka}: none of the
 * three can break another.
 */
@AnalyzeClasses(packagesOf = ArrowsTest.class, importOptions = DoNotIncludeTests.class)
class ArrowsTest {
    private static final String OURS = "io.kafkalifeline.";
    private static final List<String> KAFKA =
            List.of("org.apache.kafka..", "org.slf4j..", "javax.net.ssl..", "javax.security..");

    @ArchTest
    static final ArchRule logKnowsOnlyTheJdk = ours("log");

    @ArchTest
    static final ArchRule sessionKnowsOnlyItsTraffic = ours("session", "session.traffic");

    @ArchTest
    static final ArchRule trafficKnowsOnlyTheJdk = ours("session.traffic");

    @ArchTest
    static final ArchRule initKnowsOnlyLog = ours("init", "log");

    @ArchTest
    static final ArchRule apiKnowsOnlyTheJdk = ours("api");

    @ArchTest
    static final ArchRule weaveKnowsOnlyInitAndSession = ours("weave", "init", "session");

    @ArchTest
    static final ArchRule diagnosisKnowsOnlyInit = ours("diagnosis", "init", "log");

    @ArchTest
    static final ArchRule eventsKnowOnlyApiAndInit = ours("events", "api", "init", "log");

    @ArchTest
    static final ArchRule telemetryKnowsOpenTelemetryAndNotKafka =
            knowsOnly("telemetry", Stream.of(OURS + "init", OURS + "log", "io.opentelemetry.."));

    @ArchTest
    static final ArchRule flightKnowsOnlyInitAndFlightRecorder =
            knowsOnly("flight", Stream.of(OURS + "init", OURS + "log", "jdk.jfr.."));

    @ArchTest
    static final ArchRule kafkaKnowsNoOtherRoom = room("kafka", "init", "log");

    @ArchTest
    static final ArchRule linkKnowsNoWing = room("link", "hooks.kafka", "session", "init", "diagnosis");

    @ArchTest
    static final ArchRule recordingKnowsNoOtherWing =
            room("recording", "hooks.link", "hooks.kafka", "session", "init", "diagnosis", "log");

    @ArchTest
    static final ArchRule recoveryKnowsNoOtherWing =
            room("recovery", "hooks.link", "hooks.kafka", "session", "session.traffic", "init", "diagnosis", "log");

    @ArchTest
    static final ArchRule renewalKnowsRecoveryAndNoOtherWing =
            room("renewal", "hooks.recovery", "hooks.link", "hooks.kafka", "session", "init", "diagnosis", "log");

    @ArchTest
    static final ArchRule survivalKnowsKafkaAlone = room("survival", "hooks.kafka");

    @ArchTest
    static final ArchRule timeoutsKnowNoOtherWing =
            room("timeouts", "hooks.link", "hooks.kafka", "init", "diagnosis", "log");

    /** With every room's own list, nobody knows the doors. */
    @ArchTest
    static final ArchRule doorsKnowTheRooms = knowsOnly(
            "hooks",
            Stream.of(
                            Stream.of("recording", "renewal", "recovery", "survival", "timeouts", "link", "kafka")
                                    .map(room -> OURS + "hooks." + room),
                            Stream.of("diagnosis", "init", "weave").map(name -> OURS + name),
                            Stream.of("net.bytebuddy.asm..", "net.bytebuddy.implementation.bytecode.assign.."),
                            KAFKA.stream())
                    .flatMap(each -> each));

    /** Each of them may carry annotations. */
    private static ArchRule room(String name, String... others) {
        Stream<String> ours =
                Stream.concat(Stream.of("weave"), Stream.of(others)).map(other -> OURS + other);
        return knowsOnly("hooks." + name, Stream.concat(ours, KAFKA.stream()));
    }

    private static ArchRule ours(String name, String... others) {
        return knowsOnly(name, Stream.of(others).map(other -> OURS + other));
    }

    /** Everything else that a package could depend on, the hooks above all, is thereby excluded. */
    private static ArchRule knowsOnly(String name, Stream<String> others) {
        String[] allowed =
                Stream.concat(Stream.of(OURS + name, "java.."), others).toArray(String[]::new);
        return classes()
                .that()
                .resideInAPackage(OURS + name)
                .should()
                .onlyDependOnClassesThat()
                .resideInAnyPackage(allowed);
    }
}
