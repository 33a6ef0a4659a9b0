package io.kafkalifeline.session;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class PrefetchTest {
    private static final long SECOND = 1_000_000_000L;
    private static final long LIFETIME = 15 * SECOND;
    private static final long DUE = 13 * SECOND;
    private static final long EXPIRES = 15 * SECOND;

    private final Prefetch prefetch = new Prefetch();

    @Test
    void theSourceIsAskedFiveSecondsAheadAtLeast() {
        assertThat(prefetch.shouldAsk(DUE - 5 * SECOND - 1, DUE, LIFETIME)).isFalse();
        assertThat(prefetch.shouldAsk(DUE - 5 * SECOND, DUE, LIFETIME)).isTrue();
        assertThat(prefetch.nextChangeNanos(DUE, LIFETIME, EXPIRES)).isEqualTo(DUE - 5 * SECOND);
    }

    @Test
    void aSlowSourceIsAskedEarlierButNotBeforeHalfTheSession() {
        prefetch.took(3 * SECOND);
        assertThat(prefetch.shouldAsk(DUE - 6 * SECOND, DUE, LIFETIME)).isTrue();
        prefetch.took(60 * SECOND);
        assertThat(prefetch.shouldAsk(DUE - LIFETIME / 2 - 1, DUE, LIFETIME)).isFalse();
        assertThat(prefetch.shouldAsk(DUE - LIFETIME / 2, DUE, LIFETIME)).isTrue();
    }

    @Test
    void oneQuestionAtATime() {
        prefetch.asked(0);

        assertThat(prefetch.shouldAsk(DUE, DUE, LIFETIME)).isFalse();
    }

    @Test
    void theReauthenticationWaitsForTheTokenWhileTheSessionLives() {
        prefetch.asked(DUE - SECOND);
        assertThat(prefetch.mayBegin(SECOND)).isFalse();
        prefetch.answered(DUE);

        assertThat(prefetch.mayBegin(SECOND)).isTrue();
    }

    @Test
    void itGoesOnWaitingAfterTheEndForAnAnswerUnderWayButNotForEver() {
        prefetch.asked(DUE);

        assertThat(prefetch.mayBegin(-SECOND)).isFalse();
        assertThat(prefetch.mayBegin(-30 * SECOND)).isFalse();
        assertThat(prefetch.mayBegin(-30 * SECOND - 1)).isTrue();
    }

    @Test
    void aFailingSourceIsAskedAgainAfterABackoffThatGrows() {
        prefetch.asked(0);
        prefetch.failed(0);
        assertThat(prefetch.shouldAsk(SECOND / 10 - 1, DUE, LIFETIME)).isFalse();
        assertThat(prefetch.shouldAsk(SECOND / 10, DUE, LIFETIME)).isTrue();
        prefetch.asked(SECOND);
        prefetch.failed(SECOND);

        assertThat(prefetch.shouldAsk(SECOND + SECOND / 5 - 1, DUE, LIFETIME)).isFalse();
        assertThat(prefetch.shouldAsk(SECOND + SECOND / 5, DUE, LIFETIME)).isTrue();
    }

    @Test
    void aFailureIsRealOnlyWhenTheSessionIsOver() {
        prefetch.asked(DUE);
        prefetch.failed(DUE);

        assertThat(prefetch.mayBegin(1)).isFalse();
        assertThat(prefetch.mayBegin(0)).isTrue();
    }

    @Test
    void aTokenIsUsedOnce() {
        prefetch.asked(0);
        prefetch.answered(1);
        prefetch.used();

        assertThat(prefetch.mayBegin(SECOND)).isFalse();
        assertThat(prefetch.shouldAsk(DUE, DUE, LIFETIME)).isTrue();
    }
}
