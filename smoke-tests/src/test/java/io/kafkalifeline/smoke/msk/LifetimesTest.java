package io.kafkalifeline.smoke.msk;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class LifetimesTest {
    private static final long NOW_MS = 1_000_000;

    @Test
    void noLifetimeIsNoEnd() {
        assertThat(Lifetimes.end(Script.of(""), null, NOW_MS)).isNull();
    }

    @Test
    void randomOnesAreWithinTheirRange() {
        for (int i = 0; i < 100; i++) {
            assertThat(Lifetimes.end(Script.of("lifetime=50..3000"), null, NOW_MS))
                    .isBetween(NOW_MS + 50, NOW_MS + 3000);
        }
    }

    @Test
    void sameCredentialsGetWhatIsLeftAndAFullSessionOnceItIsOver() {
        Script script = Script.of("lifetime=window:8000");
        Credentials credentials = new Credentials("pod-0", 1);

        assertThat(Lifetimes.end(script, credentials, NOW_MS)).isEqualTo(NOW_MS + 8000);
        assertThat(Lifetimes.end(script, credentials, NOW_MS + 7900)).isEqualTo(NOW_MS + 8000);
        assertThat(Lifetimes.end(script, credentials, NOW_MS + 8000)).isEqualTo(NOW_MS + 16_000);
    }

    @Test
    void newCredentialsGetAFullSession() {
        Script script = Script.of("lifetime=window:8000");
        Lifetimes.end(script, new Credentials("pod-0", 2), NOW_MS);

        assertThat(Lifetimes.end(script, new Credentials("pod-0", 3), NOW_MS + 5000))
                .isEqualTo(NOW_MS + 13_000);
    }
}
