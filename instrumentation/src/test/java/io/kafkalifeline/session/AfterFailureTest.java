package io.kafkalifeline.session;

import static org.assertj.core.api.Assertions.assertThat;

import io.kafkalifeline.session.AfterFailure.Failed;
import io.kafkalifeline.session.AfterFailure.Kind;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AfterFailureTest {
    private static final long SECOND = 1_000_000_000L;
    private static final Patience.Limits LIMITS =
            new Patience.Limits(List.of("Too many connects"), Duration.ofSeconds(30), Duration.ofSeconds(5));

    /** The table of the class. */
    @ParameterizedTest
    @CsvSource({
        "REAUTHENTICATION, true, 0, AT_ONCE, false",
        "REAUTHENTICATION, true, 60, AT_ONCE, false",
        "BEFORE_CREDENTIALS, false, 0, KAFKAS, true",
        "BEFORE_CREDENTIALS, true, 0, KAFKAS, true",
        "CREDENTIALS, false, 0, KAFKAS, true",
        "CREDENTIALS, true, 0, LATER, false",
        "CREDENTIALS, true, 4, LATER, false",
        "CREDENTIALS, true, 5, SURFACES, true",
    })
    void whatFollows(Failed failed, boolean letInBefore, long refusedForS, Kind kind, boolean told) {
        ClusterMemory cluster = new ClusterMemory();
        Patience patience = new Patience(LIMITS, cluster, () -> 0);
        if (letInBefore) {
            patience.accepted();
        }
        if (refusedForS > 0) {
            patience.refused(0, "Access denied");
        }
        AfterFailure next = AfterFailure.of(failed, patience, refusedForS * SECOND, "Access denied");

        assertThat(next.kind()).isEqualTo(kind);
        assertThat(next.isTold()).isEqualTo(told);
        if (kind == Kind.SURFACES) {
            assertThat(next.afterNanos()).isGreaterThanOrEqualTo(SECOND);
        }
    }

    @Test
    void aReauthenticationCostsNoPatience() {
        ClusterMemory cluster = new ClusterMemory();
        Patience patience = new Patience(LIMITS, cluster, () -> 0);
        patience.accepted();
        for (int i = 0; i < 10; i++) {
            AfterFailure.of(Failed.REAUTHENTICATION, patience, i, "Access denied");
        }

        assertThat(patience.mustSlowDown()).isFalse();
    }
}
