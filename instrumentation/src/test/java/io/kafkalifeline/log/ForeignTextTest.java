package io.kafkalifeline.log;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class ForeignTextTest {
    private final ForeignText text = ForeignText.of(new IllegalStateException("Too many connects for 'hunter2'"));

    @Test
    void itIsJudgedAsItIsAndReadAsItMayBeSeen() {
        assertThat(text.contains("hunter2")).isTrue();
        assertThat(text.startsWith("Too many connects")).isTrue();
        assertThat(text.endsWith("'hunter2'")).isTrue();
        assertThat(text.is("Too many connects")).isFalse();
        assertThat(text).hasToString("Too many connects for '***'");
        assertThat("why: " + text).doesNotContain("hunter2");
    }

    @Test
    void anExceptionMayHaveNothingToSayOrFailToSayIt() {
        assertThat(ForeignText.of(new IllegalStateException()).isEmpty()).isTrue();
        assertThat(ForeignText.of((String) null)).hasToString("");
        assertThat(ForeignText.of(new IllegalStateException() {
                    @Override
                    public String getMessage() {
                        throw new UnsupportedOperationException();
                    }
                }))
                .hasToString("");
    }

    @Test
    void wordsAreJoined() {
        assertThat(ForeignText.of("Channel could not be created").and(ForeignText.of("Connection refused")))
                .hasToString("Channel could not be created: Connection refused");
        assertThat(ForeignText.of("Connection refused").and(ForeignText.of(""))).hasToString("Connection refused");
    }
}
