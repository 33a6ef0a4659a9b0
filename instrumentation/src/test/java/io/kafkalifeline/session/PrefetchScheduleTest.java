package io.kafkalifeline.session;

import static org.assertj.core.api.Assertions.assertThat;

import io.kafkalifeline.session.traffic.Nanos;
import org.junit.jupiter.api.Test;

class PrefetchScheduleTest {
    private static final long SECOND = 1_000_000_000L;
    private static final long LIFETIME = 15 * SECOND;
    private static final long DUE = 13 * SECOND;
    private static final long EXPIRES = 15 * SECOND;

    private final CredentialTurns turns = new CredentialTurns();
    private final PrefetchSchedule prefetch = new PrefetchSchedule(turns);

    @Test
    void theSourceIsAskedHalfAMinuteAhead() {
        assertThat(asks(3_600 * SECOND - 30 * SECOND - 1, 3_600 * SECOND, 4_000 * SECOND))
                .isFalse();
        assertThat(asks(3_600 * SECOND - 30 * SECOND, 3_600 * SECOND, 4_000 * SECOND))
                .isTrue();
        assertThat(prefetch.askNanos(0, 3_600 * SECOND, 4_000 * SECOND, false)).isEqualTo(3_570 * SECOND);
    }

    @Test
    void butNotBeforeAQuarterOfTheSession() {
        assertThat(asks(DUE - LIFETIME / 4 * 3 - 1, DUE, LIFETIME)).isFalse();
        assertThat(asks(DUE - LIFETIME / 4 * 3, DUE, LIFETIME)).isTrue();
    }

    @Test
    void aSourceThatIsTooSlowForTheOthersOfItsClientIsAskedAtOnce() {
        tookWithinAnExchange(LIFETIME / 4 + 1);

        assertThat(asks(DUE - LIFETIME, DUE, LIFETIME)).isTrue();
    }

    @Test
    void aSlowSourceIsAskedFourTimesAsEarlyAsItNeeds() {
        tookWithinAnExchange(60 * SECOND);

        assertThat(asks(3_600 * SECOND - 240 * SECOND - 1, 3_600 * SECOND, 4_000 * SECOND))
                .isFalse();
        assertThat(asks(3_600 * SECOND - 240 * SECOND, 3_600 * SECOND, 4_000 * SECOND))
                .isTrue();
    }

    @Test
    void whileOtherCredentialsAreAwaitedItIsAskedAgainAndAgain() {
        assertThat(asks(prefetch, 0, DUE, LIFETIME, true)).isTrue();
        prefetch.asked(0);
        prefetch.answered(SECOND, CredentialsMark.UNKNOWN);
        assertThat(asks(prefetch, 2 * SECOND - 1, DUE, LIFETIME, true)).isFalse();
        assertThat(prefetch.askNanos(0, DUE, LIFETIME, true)).isEqualTo(2 * SECOND);
        assertThat(asks(prefetch, 2 * SECOND, DUE, LIFETIME, true)).isTrue();
        assertThat(asks(prefetch, 2 * SECOND, DUE, LIFETIME, false)).isFalse();
    }

    @Test
    void onceAMinuteOfAnHourIsOftenEnough() {
        prefetch.asked(0);
        prefetch.answered(0, CredentialsMark.UNKNOWN);

        assertThat(prefetch.askNanos(0, 3_600 * SECOND, 3_600 * SECOND, true)).isEqualTo(30 * SECOND);
    }

    @Test
    void whatIsInHandMayBeUsedWhileTheSourceIsAskedAgainOrFails() {
        prefetch.asked(0);
        prefetch.answered(SECOND, CredentialsMark.UNKNOWN);
        prefetch.asked(2 * SECOND);
        assertThat(mayBegin(2 * SECOND, EXPIRES)).isTrue();
        assertThat(prefetch.askNanos(0, DUE, LIFETIME, true)).isEqualTo(Long.MAX_VALUE);
        prefetch.failed(3 * SECOND);
        assertThat(mayBegin(3 * SECOND, EXPIRES)).isTrue();
        assertThat(prefetch.askNanos(0, DUE, LIFETIME, true)).isEqualTo(3 * SECOND + SECOND / 10);
    }

    @Test
    void otherCredentialsThanTheLastAuthenticationsAreTold() {
        prefetch.tokenComputed(0, 1, true);
        prefetch.asked(0);
        assertThat(prefetch.answered(1, 1)).isFalse();
        assertThat(prefetch.answered(2, CredentialsMark.UNKNOWN)).isFalse();
        assertThat(prefetch.answered(3, 2)).isTrue();
    }

    @Test
    void whereTokensAreCheapNobodyIsAsked() {
        PrefetchSchedule none = new PrefetchSchedule(null);
        assertThat(none.askNanos(EXPIRES, DUE, LIFETIME, true)).isEqualTo(Nanos.NEVER);
        assertThat(none.mayBeginNanos(DUE, DUE, EXPIRES, LIFETIME)).isEqualTo(DUE);
    }

    @Test
    void oneQuestionAtATime() {
        prefetch.asked(0);

        assertThat(asks(DUE, DUE, LIFETIME)).isFalse();
    }

    @Test
    void theReauthenticationWaitsForTheTokenWhileTheSessionLives() {
        prefetch.asked(DUE - SECOND);
        assertThat(mayBegin(DUE, EXPIRES)).isFalse();
        prefetch.answered(DUE, CredentialsMark.UNKNOWN);

        assertThat(mayBegin(DUE, EXPIRES)).isTrue();
    }

    @Test
    void itGoesOnWaitingAfterTheEndForAnAnswerUnderWayButNotForEver() {
        prefetch.asked(DUE);

        assertThat(mayBegin(EXPIRES, EXPIRES)).isFalse();
        assertThat(mayBegin(DUE + 30 * SECOND - 1, EXPIRES)).isFalse();
        assertThat(prefetch.mayBeginNanos(EXPIRES, DUE, EXPIRES, LIFETIME)).isEqualTo(DUE + 30 * SECOND);
        assertThat(mayBegin(DUE + 30 * SECOND, EXPIRES)).isTrue();
    }

    @Test
    void whatWasIdleForLongWaitsForItsAnswerLikeEverybody() {
        prefetch.asked(100 * EXPIRES);

        assertThat(mayBegin(100 * EXPIRES, EXPIRES)).isFalse();
        assertThat(mayBegin(100 * EXPIRES + 30 * SECOND, EXPIRES)).isTrue();
    }

    @Test
    void afterItsEndASessionWaitsForTheTurnOfAnotherRatherThanForTheSourceItself() {
        PrefetchSchedule other = new PrefetchSchedule(turns);
        other.asked(EXPIRES);
        assertThat(mayBegin(EXPIRES + 4 * SECOND, EXPIRES)).isFalse();
        assertThat(prefetch.askNanos(EXPIRES + SECOND, DUE, LIFETIME, false)).isEqualTo(EXPIRES + 10 * SECOND);
        prefetch.failed(EXPIRES);
        assertThat(prefetch.askNanos(EXPIRES + SECOND, DUE, LIFETIME, false)).isEqualTo(EXPIRES + 10 * SECOND);
        assertThat(mayBegin(EXPIRES + 10 * SECOND, EXPIRES)).isTrue();
    }

    @Test
    void aTokenThatHasGrownOldIsAskedForAgainShortlyBeforeItIsUsed() {
        prefetch.asked(0);
        prefetch.answered(SECOND / 10, CredentialsMark.UNKNOWN);
        assertThat(asks(59 * SECOND - 1, 60 * SECOND, 70 * SECOND)).isFalse();
        assertThat(prefetch.askNanos(0, 60 * SECOND, 70 * SECOND, false)).isEqualTo(59 * SECOND);
        assertThat(asks(59 * SECOND, 60 * SECOND, 70 * SECOND)).isTrue();
        prefetch.asked(59 * SECOND);
        prefetch.answered(59 * SECOND + 1, CredentialsMark.UNKNOWN);
        assertThat(asks(60 * SECOND, 60 * SECOND, 70 * SECOND)).as("once").isFalse();
    }

    @Test
    void oneThatIsAsOldAsItsSourceIsSlowIsNot() {
        prefetch.asked(0);
        prefetch.answered(4 * SECOND, CredentialsMark.UNKNOWN);
        assertThat(asks(12 * SECOND, DUE, LIFETIME)).isFalse();
        assertThat(prefetch.askNanos(0, DUE, LIFETIME, false)).isGreaterThan(EXPIRES);
    }

    @Test
    void aTokenThatHasLainAboutIsAskedForAgainAndNotUsed() {
        prefetch.asked(DUE - SECOND);
        prefetch.answered(DUE - SECOND, CredentialsMark.UNKNOWN);
        assertThat(mayBegin(DUE, EXPIRES)).isTrue();

        long later = DUE + LIFETIME;
        assertThat(mayBegin(later, later + SECOND)).as("after a pause").isFalse();
        assertThat(asks(later, DUE, LIFETIME)).isTrue();
        prefetch.asked(later);
        prefetch.failed(later);
        assertThat(mayBegin(later, later + SECOND)).as("there is no newer one").isTrue();
    }

    @Test
    void noTokenOfAMachineThatHasSleptIsUsed() {
        prefetch.asked(DUE - SECOND);
        prefetch.answered(DUE - SECOND, CredentialsMark.UNKNOWN);
        prefetch.outdated();

        assertThat(mayBegin(DUE, EXPIRES)).isFalse();
        assertThat(asks(DUE, DUE, LIFETIME)).isTrue();
        prefetch.asked(DUE);
        prefetch.answered(DUE, CredentialsMark.UNKNOWN);
        assertThat(mayBegin(DUE, EXPIRES)).isTrue();
    }

    @Test
    void whatAnswersFromMemoryIsAskedWhenTheRenewalIsDue() {
        turns.answerFromMemory();

        assertThat(prefetch.askNanos(0, DUE, LIFETIME, false)).isEqualTo(DUE);
    }

    @Test
    void whatIsKnownToAnswerFromMemoryIsAskedWhenTheRenewalIsDue() {
        for (int answers = 0; answers < 4; answers++) {
            assertThat(prefetch.askNanos(0, 3_600 * SECOND, 4_000 * SECOND, false))
                    .isEqualTo(3_570 * SECOND);
            prefetch.asked(0);
            prefetch.answered(1, CredentialsMark.UNKNOWN);
            prefetch.used();
        }
        assertThat(prefetch.askNanos(0, 3_600 * SECOND, 4_000 * SECOND, false)).isEqualTo(3_600 * SECOND - SECOND / 20);
    }

    @Test
    void aCacheThatEndsNowAndThenIsNoMemory() {
        turns.connections(2);
        PrefetchSchedule other = new PrefetchSchedule(turns);
        for (int round = 0; round < 20; round++) {
            prefetch.asked(0);
            prefetch.answered(SECOND, CredentialsMark.UNKNOWN);
            prefetch.used();
            other.asked(SECOND);
            other.answered(SECOND + 1, CredentialsMark.UNKNOWN);
            other.used();
        }
        assertThat(other.askNanos(10 * SECOND, 3_600 * SECOND, 4_000 * SECOND, false))
                .isEqualTo(3_570 * SECOND);
    }

    @Test
    void whatCannotBeginIsTriedAgainSoon() {
        prefetch.asked(DUE);
        prefetch.answered(DUE, CredentialsMark.UNKNOWN);
        prefetch.notBegun(DUE);

        assertThat(mayBegin(DUE, EXPIRES)).isFalse();
        assertThat(asks(DUE, DUE, LIFETIME)).isTrue();
        prefetch.asked(DUE);
        prefetch.answered(DUE + 1, CredentialsMark.UNKNOWN);
        assertThat(mayBegin(DUE + 1, EXPIRES)).isTrue();
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

        assertThat(mayBegin(EXPIRES - 1, EXPIRES)).isFalse();
        assertThat(mayBegin(EXPIRES, EXPIRES)).isTrue();
    }

    @Test
    void aTokenIsUsedOnce() {
        prefetch.asked(0);
        prefetch.answered(1, CredentialsMark.UNKNOWN);
        prefetch.used();

        assertThat(mayBegin(DUE, EXPIRES)).isFalse();
        assertThat(asks(DUE, DUE, LIFETIME)).isTrue();
    }

    @Test
    void oneConnectionOfAClientAsksAndTheOthersWait() {
        PrefetchSchedule other = new PrefetchSchedule(turns);
        prefetch.asked(DUE);
        assertThat(asks(other, DUE, DUE, LIFETIME, true)).isFalse();
        assertThat(other.askNanos(DUE, DUE, LIFETIME, true)).isEqualTo(DUE + 10 * SECOND);

        prefetch.answered(DUE + SECOND / 10, CredentialsMark.UNKNOWN);
        assertThat(asks(other, DUE + SECOND / 10, DUE, LIFETIME, false)).isTrue();
    }

    @Test
    void aSlowAnswerBringsEverybodyToAskAtOnce() {
        PrefetchSchedule second = new PrefetchSchedule(turns);
        PrefetchSchedule third = new PrefetchSchedule(turns);
        prefetch.asked(0);
        prefetch.answered(4 * SECOND, CredentialsMark.UNKNOWN);
        assertThat(second.askNanos(4 * SECOND, 100 * DUE, LIFETIME, false)).isEqualTo(4 * SECOND);
        assertThat(asks(second, 4 * SECOND, 100 * DUE, LIFETIME, false)).isTrue();
        second.asked(4 * SECOND);

        assertThat(asks(third, 4 * SECOND, 100 * DUE, LIFETIME, false)).isTrue();
        assertThat(asks(third, 5 * SECOND, 100 * DUE, LIFETIME, false)).isFalse();
    }

    @Test
    void whoeverHasFailedIsAmongThem() {
        PrefetchSchedule second = new PrefetchSchedule(turns);
        PrefetchSchedule third = new PrefetchSchedule(turns);
        third.asked(0);
        third.failed(1);
        prefetch.asked(2);
        prefetch.answered(4 * SECOND, CredentialsMark.UNKNOWN);
        second.asked(4 * SECOND);

        assertThat(asks(third, 4 * SECOND, DUE, LIFETIME, false)).isTrue();
        assertThat(asks(third, 4 * SECOND + SECOND / 2, DUE, LIFETIME, false)).isFalse();
        assertThat(third.askNanos(4 * SECOND + SECOND / 2, DUE, LIFETIME, false))
                .isEqualTo(14 * SECOND);
    }

    @Test
    void nobodyWaitsForASourceThatHangsNorForAConnectionThatIsGone() {
        PrefetchSchedule other = new PrefetchSchedule(turns);
        prefetch.asked(0);
        assertThat(asks(other, 10 * SECOND, DUE, LIFETIME, true)).isTrue();
        assertThat(asks(other, SECOND, DUE, LIFETIME, true)).isFalse();
        prefetch.used();

        assertThat(asks(other, SECOND, DUE, LIFETIME, true)).isTrue();
    }

    private void tookWithinAnExchange(long nanos) {
        prefetch.tokenBegins(0);
        prefetch.tokenComputed(nanos, CredentialsMark.UNKNOWN, false);
    }

    private boolean asks(long nowNanos, long dueNanos, long lifetimeNanos) {
        return asks(prefetch, nowNanos, dueNanos, lifetimeNanos, false);
    }

    private static boolean asks(
            PrefetchSchedule who, long nowNanos, long dueNanos, long lifetimeNanos, boolean awaited) {
        return Nanos.reached(nowNanos, who.askNanos(nowNanos, dueNanos, lifetimeNanos, awaited));
    }

    /** Whether a re-authentication that is due may begin. */
    private boolean mayBegin(long nowNanos, long expiresNanos) {
        return Nanos.reached(nowNanos, prefetch.mayBeginNanos(nowNanos, nowNanos, expiresNanos, LIFETIME));
    }
}
