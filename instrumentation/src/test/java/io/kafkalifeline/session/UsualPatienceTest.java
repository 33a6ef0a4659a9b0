package io.kafkalifeline.session;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class UsualPatienceTest {
    /** The first try may have failed just before, and a third one may be what succeeds. */
    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void kafkasLoginThreadHasTimeForTwoMoreTries(boolean ownHandler) {
        assertThat(UsualPatience.with("OAUTHBEARER", ownHandler, false)).isGreaterThan(Duration.ofSeconds(20));
    }

    @Test
    void aFileMayBeRotatedLate() {
        assertThat(UsualPatience.with("SCRAM-SHA-512", true, false)).isGreaterThan(Duration.ofSeconds(12));
        assertThat(UsualPatience.with("AWS_MSK_IAM", true, false)).isGreaterThan(Duration.ofSeconds(12));
    }

    @Test
    void whatTheApplicationWroteDownIsJudgedSoon() {
        assertThat(UsualPatience.with("PLAIN", false, false)).isEqualTo(Duration.ofSeconds(5));
    }

    @ParameterizedTest
    @ValueSource(strings = {"PLAIN", "OAUTHBEARER", "GSSAPI"})
    void whoDiesOfBeingToldIsToldLast(String mechanism) {
        assertThat(UsualPatience.with(mechanism, false, true))
                .isGreaterThan(UsualPatience.with("OAUTHBEARER", true, false));
    }
}
