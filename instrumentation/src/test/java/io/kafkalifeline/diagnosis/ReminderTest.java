package io.kafkalifeline.diagnosis;

import static org.assertj.core.api.Assertions.assertThat;

import io.kafkalifeline.init.Failure;
import io.kafkalifeline.init.Outcome;
import io.kafkalifeline.init.Phase;
import io.kafkalifeline.init.Target;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class ReminderTest {
    private static final Target BOOTSTRAP = ObservedBroker.target("-1", "b-1.example");

    private final ObservedBroker clients = new ObservedBroker();
    private final Reminder reminder = new Reminder(clients.memory, clients::nanoTime);
    private final List<String> warnings = new ArrayList<>();
    private final List<String> recoveries = new ArrayList<>();

    @Test
    void aHealthyClientIsSilent() {
        assertThat(reminder.silent()).isTrue();

        clients.memory.ready(BOOTSTRAP);
        assertThat(reminder.silent()).isTrue();
    }

    @Test
    void oneWarningAMinuteFromTheTenthSecondOn() {
        refuseFor(9_000);
        assertThat(warnings).isEmpty();

        refuseFor(2_000);
        assertThat(warnings).hasSize(1);
        assertThat(warnings.get(0)).contains("failed at tcp").contains("since 2026-11-22T10:00:03Z");

        refuseFor(58_000);
        assertThat(warnings).hasSize(1);

        refuseFor(3_000);
        assertThat(warnings).hasSize(2);
        assertThat(recoveries).isEmpty();
    }

    @Test
    void aHangingAttemptIsWarnedOf() {
        clients.begin(BOOTSTRAP, Phase.TCP);
        for (int i = 0; i < 11; i++) {
            clients.passMs(1_000);
            reminder.look(warnings::add, recoveries::add);
        }

        assertThat(warnings).hasSize(1);
        assertThat(warnings.get(0)).contains("has been in phase tcp for 10 s");
    }

    @Test
    void oneLineWhenItRecovers() {
        refuseFor(12_000);

        clients.memory.ready(BOOTSTRAP);
        for (int i = 0; i < 5; i++) {
            clients.passMs(1_000);
            reminder.look(warnings::add, recoveries::add);
        }

        assertThat(warnings).hasSize(1);
        assertThat(recoveries)
                .containsExactly("broker b-1.example:9098 (id -1) is ready again after 24 failed attempts"
                        + " since 2026-11-22T10:00:03Z");
        assertThat(reminder.silent()).isTrue();
    }

    @Test
    void aShortTroubleIsOverWithoutAWord() {
        refuseFor(5_000);
        clients.memory.ready(BOOTSTRAP);
        clients.passMs(1_000);
        reminder.look(warnings::add, recoveries::add);

        assertThat(warnings).isEmpty();
        assertThat(recoveries).isEmpty();
    }

    @Test
    void whatTheApplicationIsToldByAnExceptionIsNotRepeated() {
        Failure refused = new Failure("SASL_AUTHENTICATION_FAILED", "SaslAuthenticationException", "no");
        for (int i = 0; i < 40; i++) {
            clients.fail(BOOTSTRAP, Phase.SASL_AUTHENTICATE, refused, Outcome.FAILED);
            clients.passMs(500);
            reminder.look(warnings::add, recoveries::add);
        }

        assertThat(warnings).isEmpty();
    }

    private void refuseFor(long ms) {
        for (long passed = 0; passed < ms; passed += 500) {
            clients.fail(BOOTSTRAP, Phase.TCP, ObservedBroker.REFUSED);
            clients.passMs(500);
            reminder.look(warnings::add, recoveries::add);
        }
    }
}
