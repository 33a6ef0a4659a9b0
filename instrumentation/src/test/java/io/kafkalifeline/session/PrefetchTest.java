package io.kafkalifeline.session;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class PrefetchTest {
    private static final long SECOND = 1_000_000_000L;
    private static final long LIFETIME = 15 * SECOND;
    private static final long DUE = 13 * SECOND;
    private static final long EXPIRES = 15 * SECOND;

    private final Turns turns = new Turns();
    private final Prefetch prefetch = new Prefetch(turns);

    @Test
    void theSourceIsAskedHalfAMinuteAhead() {
        assertThat(asks(3_600 * SECOND - 30 * SECOND - 1, 3_600 * SECOND, 4_000 * SECOND))
                .isFalse();
        assertThat(asks(3_600 * SECOND - 30 * SECOND, 3_600 * SECOND, 4_000 * SECOND))
                .isTrue();
        assertThat(prefetch.nextChangeNanos(0, 3_600 * SECOND, 4_000 * SECOND, 4_000 * SECOND, false))
                .isEqualTo(3_570 * SECOND);
    }

    @Test
    void butNotBeforeAQuarterOfTheSession() {
        assertThat(asks(DUE - LIFETIME / 4 * 3 - 1, DUE, LIFETIME)).isFalse();
        assertThat(asks(DUE - LIFETIME / 4 * 3, DUE, LIFETIME)).isTrue();
    }

    @Test
    void aSourceThatIsTooSlowForTheOthersOfItsClientIsAskedAtOnce() {
        prefetch.took(LIFETIME / 4 + 1);

        assertThat(asks(DUE - LIFETIME, DUE, LIFETIME)).isTrue();
    }

    @Test
    void aSlowSourceIsAskedFourTimesAsEarlyAsItNeeds() {
        prefetch.took(60 * SECOND);

        assertThat(asks(3_600 * SECOND - 240 * SECOND - 1, 3_600 * SECOND, 4_000 * SECOND))
                .isFalse();
        assertThat(asks(3_600 * SECOND - 240 * SECOND, 3_600 * SECOND, 4_000 * SECOND))
                .isTrue();
    }

    @Test
    void whileOtherCredentialsAreAwaitedItIsAskedAgainAndAgain() {
        assertThat(prefetch.shouldAsk(0, DUE, LIFETIME, true)).isTrue();
        prefetch.asked(0);
        prefetch.answered(SECOND);
        assertThat(prefetch.shouldAsk(2 * SECOND - 1, DUE, LIFETIME, true)).isFalse();
        assertThat(prefetch.nextChangeNanos(0, DUE, LIFETIME, EXPIRES, true)).isEqualTo(2 * SECOND);
        assertThat(prefetch.shouldAsk(2 * SECOND, DUE, LIFETIME, true)).isTrue();
        assertThat(prefetch.shouldAsk(2 * SECOND, DUE, LIFETIME, false)).isFalse();
    }

    @Test
    void onceAMinuteOfAnHourIsOftenEnough() {
        prefetch.asked(0);
        prefetch.answered(0);

        assertThat(prefetch.nextChangeNanos(0, 3_600 * SECOND, 3_600 * SECOND, 3_600 * SECOND, true))
                .isEqualTo(30 * SECOND);
    }

    @Test
    void whatIsInHandMayBeUsedWhileTheSourceIsAskedAgainOrFails() {
        prefetch.asked(0);
        prefetch.answered(SECOND);
        prefetch.asked(2 * SECOND);
        assertThat(prefetch.mayBegin(2 * SECOND, EXPIRES)).isTrue();
        assertThat(prefetch.nextChangeNanos(0, DUE, LIFETIME, EXPIRES, true)).isEqualTo(Long.MAX_VALUE);
        prefetch.failed(3 * SECOND);
        assertThat(prefetch.mayBegin(3 * SECOND, EXPIRES)).isTrue();
        assertThat(prefetch.nextChangeNanos(0, DUE, LIFETIME, EXPIRES, true)).isEqualTo(3 * SECOND + SECOND / 10);
    }

    @Test
    void oneQuestionAtATime() {
        prefetch.asked(0);

        assertThat(asks(DUE, DUE, LIFETIME)).isFalse();
    }

    @Test
    void theReauthenticationWaitsForTheTokenWhileTheSessionLives() {
        prefetch.asked(DUE - SECOND);
        assertThat(prefetch.mayBegin(DUE, EXPIRES)).isFalse();
        prefetch.answered(DUE);

        assertThat(prefetch.mayBegin(DUE, EXPIRES)).isTrue();
    }

    @Test
    void itGoesOnWaitingAfterTheEndForAnAnswerUnderWayButNotForEver() {
        prefetch.asked(DUE);

        assertThat(prefetch.mayBegin(EXPIRES, EXPIRES)).isFalse();
        assertThat(prefetch.mayBegin(DUE + 30 * SECOND - 1, EXPIRES)).isFalse();
        assertThat(prefetch.nextChangeNanos(EXPIRES, DUE, LIFETIME, EXPIRES, false))
                .isEqualTo(DUE + 30 * SECOND);
        assertThat(prefetch.mayBegin(DUE + 30 * SECOND, EXPIRES)).isTrue();
    }

    @Test
    void whatWasIdleForLongWaitsForItsAnswerLikeEverybody() {
        prefetch.asked(100 * EXPIRES);

        assertThat(prefetch.mayBegin(100 * EXPIRES, EXPIRES)).isFalse();
        assertThat(prefetch.mayBegin(100 * EXPIRES + 30 * SECOND, EXPIRES)).isTrue();
    }

    @Test
    void afterItsEndASessionWaitsForTheTurnOfAnotherRatherThanForTheSourceItself() {
        Prefetch other = new Prefetch(turns);
        other.asked(EXPIRES);
        assertThat(prefetch.mayBegin(EXPIRES + 4 * SECOND, EXPIRES)).isFalse();
        assertThat(prefetch.nextChangeNanos(EXPIRES + SECOND, DUE, LIFETIME, EXPIRES, false))
                .isEqualTo(EXPIRES + 10 * SECOND);
        prefetch.failed(EXPIRES);
        assertThat(prefetch.nextChangeNanos(EXPIRES + SECOND, DUE, LIFETIME, EXPIRES, false))
                .isEqualTo(EXPIRES + 10 * SECOND);
        assertThat(prefetch.mayBegin(EXPIRES + 10 * SECOND, EXPIRES)).isTrue();
    }

    @Test
    void aTokenThatHasGrownOldIsAskedForAgainShortlyBeforeItIsUsed() {
        prefetch.asked(0);
        prefetch.answered(SECOND / 10);
        assertThat(asks(59 * SECOND - 1, 60 * SECOND, 70 * SECOND)).isFalse();
        assertThat(prefetch.nextChangeNanos(0, 60 * SECOND, 70 * SECOND, 70 * SECOND, false))
                .isEqualTo(59 * SECOND);
        assertThat(asks(59 * SECOND, 60 * SECOND, 70 * SECOND)).isTrue();
        prefetch.asked(59 * SECOND);
        prefetch.answered(59 * SECOND + 1);
        assertThat(asks(60 * SECOND, 60 * SECOND, 70 * SECOND)).as("once").isFalse();
    }

    @Test
    void oneThatIsAsOldAsItsSourceIsSlowIsNot() {
        prefetch.asked(0);
        prefetch.answered(4 * SECOND);
        assertThat(asks(12 * SECOND, DUE, LIFETIME)).isFalse();
        assertThat(prefetch.nextChangeNanos(0, DUE, LIFETIME, EXPIRES, false)).isEqualTo(Long.MAX_VALUE);
    }

    @Test
    void aFailingSourceIsAskedAgainAfterABackoffThatGrows() {
        prefetch.asked(0);
        prefetch.failed(0);
        assertThat(asks(SECOND / 10 - 1, DUE, LIFETIME)).isFalse();
        assertThat(asks(SECOND / 10, DUE, LIFETIME)).isTrue();
        prefetch.asked(SECOND);
        prefetch.failed(SECOND);

        assertThat(asks(SECOND + SECOND / 5 - 1, DUE, LIFETIME)).isFalse();
        assertThat(asks(SECOND + SECOND / 5, DUE, LIFETIME)).isTrue();
    }

    @Test
    void aFailureIsRealOnlyWhenTheSessionIsOver() {
        prefetch.asked(DUE);
        prefetch.failed(DUE);

        assertThat(prefetch.mayBegin(EXPIRES - 1, EXPIRES)).isFalse();
        assertThat(prefetch.mayBegin(EXPIRES, EXPIRES)).isTrue();
    }

    @Test
    void aTokenIsUsedOnce() {
        prefetch.asked(0);
        prefetch.answered(1);
        prefetch.used();

        assertThat(prefetch.mayBegin(DUE, EXPIRES)).isFalse();
        assertThat(asks(DUE, DUE, LIFETIME)).isTrue();
    }

    @Test
    void oneConnectionOfAClientAsksAndTheOthersWait() {
        Prefetch other = new Prefetch(turns);
        prefetch.asked(DUE);
        assertThat(other.shouldAsk(DUE, DUE, LIFETIME, true)).isFalse();
        assertThat(other.nextChangeNanos(DUE, DUE, LIFETIME, EXPIRES, true)).isEqualTo(DUE + 10 * SECOND);

        prefetch.answered(DUE + SECOND / 10);
        assertThat(other.shouldAsk(DUE + SECOND / 10, DUE, LIFETIME, false)).isTrue();
    }

    @Test
    void aSlowAnswerBringsEverybodyToAskAtOnce() {
        Prefetch second = new Prefetch(turns);
        Prefetch third = new Prefetch(turns);
        prefetch.asked(0);
        prefetch.answered(4 * SECOND);
        assertThat(second.nextChangeNanos(4 * SECOND, 100 * DUE, LIFETIME, EXPIRES, false))
                .isEqualTo(4 * SECOND);
        assertThat(second.shouldAsk(4 * SECOND, 100 * DUE, LIFETIME, false)).isTrue();
        second.asked(4 * SECOND);

        assertThat(third.shouldAsk(4 * SECOND, 100 * DUE, LIFETIME, false)).isTrue();
        assertThat(third.shouldAsk(5 * SECOND, 100 * DUE, LIFETIME, false)).isFalse();
    }

    @Test
    void whoeverHasFailedIsAmongThem() {
        Prefetch second = new Prefetch(turns);
        Prefetch third = new Prefetch(turns);
        third.asked(0);
        third.failed(1);
        prefetch.asked(2);
        prefetch.answered(4 * SECOND);
        second.asked(4 * SECOND);

        assertThat(third.shouldAsk(4 * SECOND, DUE, LIFETIME, false)).isTrue();
        assertThat(third.shouldAsk(4 * SECOND + SECOND / 2, DUE, LIFETIME, false))
                .isFalse();
        assertThat(third.nextChangeNanos(4 * SECOND + SECOND / 2, DUE, LIFETIME, 20 * SECOND, false))
                .isEqualTo(14 * SECOND);
    }

    @Test
    void nobodyWaitsForASourceThatHangsNorForAConnectionThatIsGone() {
        Prefetch other = new Prefetch(turns);
        prefetch.asked(0);
        assertThat(other.shouldAsk(10 * SECOND, DUE, LIFETIME, true)).isTrue();
        assertThat(other.shouldAsk(SECOND, DUE, LIFETIME, true)).isFalse();
        prefetch.used();

        assertThat(other.shouldAsk(SECOND, DUE, LIFETIME, true)).isTrue();
    }

    private boolean asks(long nowNanos, long dueNanos, long lifetimeNanos) {
        return prefetch.shouldAsk(nowNanos, dueNanos, lifetimeNanos, false);
    }
}
