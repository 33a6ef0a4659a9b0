package io.kafkalifeline.smoke;

import static org.assertj.core.api.Assertions.assertThat;

import io.kafkalifeline.smoke.broker.KafkaBroker;
import io.kafkalifeline.smoke.broker.Logins;
import io.kafkalifeline.smoke.child.timeouts.Chain;
import io.kafkalifeline.smoke.child.timeouts.EveryCall;
import io.kafkalifeline.smoke.process.ChildProcess;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Whatever call times out because a broker cannot be reached says which broker, since when, and why. */
class TimeoutCausesIT {
    private static final String TIMEOUT = "org.apache.kafka.common.errors.TimeoutException";
    private static final Pattern AUTHENTICATION =
            Pattern.compile("AuthenticationException|IllegalSaslStateException|UnsupportedSaslMechanismException");
    private static final String OURS = "org.apache.kafka.common.KafkaException: broker ";
    /** The release whose every call meets every failure. */
    private static final String VERSION = "4.3.1";

    private static final EnumSet<Unreachable> HUNGRY =
            EnumSet.of(Unreachable.PLAINTEXT_CLIENT_ON_TLS_PORT, Unreachable.SASL_CLIENT_ON_TLS_PORT);
    /** A client takes a TLS alert for a response of 352 MB and makes room for it: only some calls, few at once. */
    private static final String FEW_CALLS = "SEND,PRODUCER_PARTITIONS_FOR,POLL,COMMITTED,NEW_COMMITTED,LIST_TOPICS";

    private static final Set<Unreachable> ELSEWHERE =
            EnumSet.of(Unreachable.REFUSED, Unreachable.BLACK_HOLE, Unreachable.TLS_CLIENT_ON_PLAINTEXT_PORT);
    private static final Map<String, ChildProcess> APPLICATIONS = new HashMap<>();

    static Stream<Unreachable> failures() {
        return EnumSet.complementOf(HUNGRY).stream();
    }

    static Stream<Arguments> hungryAndElsewhere() {
        Stream<Arguments> hungry = HUNGRY.stream().map(failure -> Arguments.of(VERSION, failure));
        Stream<Arguments> elsewhere = Stream.of("3.9.2", "4.1.2", "4.4.0")
                .flatMap(version -> ELSEWHERE.stream().map(failure -> Arguments.of(version, failure)));
        return Stream.concat(hungry, elsewhere);
    }

    @ParameterizedTest
    @MethodSource("failures")
    void everyCallGetsTheCauseOfItsOwnClient(Unreachable failure) throws Exception {
        callsGetTheirCause(VERSION, failure);
    }

    @Tag("complete")
    @ParameterizedTest(name = "kafka-clients {0}, {1}")
    @MethodSource("hungryAndElsewhere")
    void everyCallOfOtherClientsToo(String version, Unreachable failure) throws Exception {
        callsGetTheirCause(version, failure);
    }

    private static void callsGetTheirCause(String version, Unreachable failure) throws Exception {
        ChildProcess application = application(version, failure);
        List<String> outcomes =
                application.lines(line -> line.startsWith("outcome " + failure + " ") && !line.contains("POLL"));

        assertThat(outcomes).isNotEmpty();
        for (String outcome : outcomes) {
            if (outcome.contains(TIMEOUT)) {
                assertExplained(outcome, failure);
            } else {
                assertThat(outcome).as("what stock reports well").doesNotContain(OURS);
                assertThat(!failure.authenticationFailure
                                || AUTHENTICATION.matcher(outcome).find())
                        .as(outcome)
                        .isTrue();
            }
        }
        assertThat(outcomes)
                .filteredOn(outcome -> outcome.contains(TIMEOUT))
                .hasSizeGreaterThanOrEqualTo(failure.authenticationFailure ? 0 : 4);
    }

    @ParameterizedTest
    @MethodSource("failures")
    void aConsumerThatPollsEmptySaysSoOnceAMinute(Unreachable failure) throws Exception {
        consumersWarn(VERSION, failure);
    }

    @Tag("complete")
    @ParameterizedTest(name = "kafka-clients {0}, {1}")
    @MethodSource("hungryAndElsewhere")
    void aConsumerOfOtherClientsToo(String version, Unreachable failure) throws Exception {
        consumersWarn(version, failure);
    }

    private static void consumersWarn(String version, Unreachable failure) throws Exception {
        ChildProcess application = application(version, failure);
        for (String poll : application.lines(line -> line.matches("outcome " + failure + " \\w*POLL .*"))) {
            String group =
                    poll.contains("NEW_POLL") ? "g-consumer-" : poll.contains("SHARE") ? "g-share-" : "g-classic-";
            List<String> warnings = application.lines(line -> line.contains("without success: broker ")
                    && line.contains("clientId=" + failure + ",")
                    && line.contains(group + failure + "]"));
            if (poll.contains(TIMEOUT)) {
                assertExplained(poll, failure);
            } else if (!failure.authenticationFailure) {
                assertThat(poll).endsWith("| returned");
                assertThat(warnings).as("warnings of " + poll).hasSize(1);
                assertThat(warnings.get(0)).contains("WARN").contains(failure.phase, failure.cause);
            } else {
                assertThat(poll).containsPattern(AUTHENTICATION).doesNotContain(OURS);
                assertThat(warnings).isEmpty();
            }
        }
    }

    private static void assertExplained(String outcome, Unreachable failure) {
        assertThat(outcome).containsAnyOf(Chain.CAUSED_BY + OURS, Chain.SUPPRESSED + OURS);
        assertThat(outcome.split(OURS, -1)).as("causes in " + outcome).hasSize(2);
        assertThat(outcome).contains(failure.phase, failure.cause);
    }

    @Test
    void nothingTellsASecret() throws Exception {
        assertThat(application(VERSION, Unreachable.REFUSED).lines().toString())
                .doesNotContain(Unreachable.SECRET, Logins.PASSWORD, Logins.USER, "LoginModule");
    }

    /** One application makes all the calls into all the failures at once, so that a cause gone astray would show. */
    private static synchronized ChildProcess application(String version, Unreachable failure) throws Exception {
        boolean hungry = HUNGRY.contains(failure);
        String name = "timeouts-" + version + (hungry ? "-hungry" : "");
        ChildProcess known = APPLICATIONS.get(name);
        if (known != null) {
            return known;
        }
        Set<Unreachable> failures = hungry ? HUNGRY : EnumSet.allOf(Unreachable.class);
        if (!hungry) {
            failures.removeAll(HUNGRY);
            if (!version.equals(VERSION)) {
                failures.retainAll(ELSEWHERE);
            }
        }
        KafkaBroker broker = SharedBroker.get();
        List<String> arguments = new ArrayList<>(List.of(SharedBroker.TOPIC, hungry ? "2" : "60"));
        for (Unreachable each : failures) {
            Properties client = each.client(broker);
            if (hungry) {
                client.setProperty("calls", FEW_CALLS);
            }
            arguments.add(Workspace.clientFile(name + "-" + each, client).toString());
        }
        try (ChildProcess application = Application.start(Application.attached(name, version)
                .jvm(hungry ? "-Xmx1600m" : "-Xmx1g")
                .property("org.slf4j.simpleLogger.log.org.apache.kafka.clients.NetworkClient", "warn")
                .main(EveryCall.class.getName(), arguments.toArray(String[]::new)))) {
            assertThat(application.awaitExit(Duration.ofMinutes(4))).isZero();
            APPLICATIONS.put(name, application);
            return application;
        }
    }
}
