package io.kafkalifeline.agent.sdk;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;

class SpanBacklogTest {
    private final AtomicBoolean hopeless = new AtomicBoolean();
    private final SpanBacklog backlog = new SpanBacklog(Duration.ofMinutes(1), hopeless::get);

    @Test
    void withoutAKnownCapacityThereIsRoom() {
        add(100_000);
        assertThat(backlog.awaitRoomFor(8)).isTrue();
    }

    @Test
    void thereIsRoomUpToTheCapacity() {
        backlog.capacity(10);
        add(2);
        assertThat(backlog.awaitRoomFor(8)).isTrue();
    }

    @Test
    void waitsUntilEnoughWasTaken() {
        backlog.capacity(10);
        add(3);
        CompletableFuture<Boolean> room = new CompletableFuture<>();
        Thread waiter = new Thread(() -> room.complete(backlog.awaitRoomFor(8)));
        waiter.start();
        await().until(() -> waiter.getState() == Thread.State.TIMED_WAITING);

        backlog.taken(1);
        await().until(room::isDone);
        assertThat(room).isCompletedWithValue(true);
    }

    @Test
    void waitsNoLongerThanItHasPatience() {
        SpanBacklog impatient = new SpanBacklog(Duration.ofMillis(1), hopeless::get);
        impatient.capacity(1);
        impatient.added();
        assertThat(impatient.awaitRoomFor(1)).isFalse();
    }

    @Test
    void doesNotWaitWhereThereIsNoHope() {
        backlog.capacity(1);
        add(1);
        hopeless.set(true);
        assertThat(backlog.awaitRoomFor(1)).isFalse();
    }

    @Test
    void givesUpWhenHopeIsLost() {
        backlog.capacity(1);
        add(1);
        CompletableFuture<Boolean> room = new CompletableFuture<>();
        Thread waiter = new Thread(() -> room.complete(backlog.awaitRoomFor(1)));
        waiter.start();
        await().until(() -> waiter.getState() == Thread.State.TIMED_WAITING);

        hopeless.set(true);
        backlog.taken(0);
        await().until(room::isDone);
        assertThat(room).isCompletedWithValue(false);
    }

    @Test
    void aQueueTooSmallForOneInitialisationIsUsedWhenItIsEmpty() {
        backlog.capacity(4);
        assertThat(backlog.awaitRoomFor(8)).isTrue();
    }

    private void add(int spans) {
        for (int i = 0; i < spans; i++) {
            backlog.added();
        }
    }
}
