package io.kafkalifeline.hooks.link;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class LinkTest {
    private final Link link = new Link("1");

    @Test
    void isIdleWhereNothingGoesOn() {
        assertThat(link.isIdle()).isTrue();
    }

    @Test
    void isNotForgottenWhileItIsBeingConnectedAgain() {
        link.reconnecting(true);
        assertThat(link.isIdle()).isFalse();

        link.reconnecting(false);
        assertThat(link.isIdle()).isTrue();
    }
}
