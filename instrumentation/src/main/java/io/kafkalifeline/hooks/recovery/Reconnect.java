package io.kafkalifeline.hooks.recovery;

import io.kafkalifeline.hooks.link.Link;
import io.kafkalifeline.hooks.link.QueuedRequest;
import io.kafkalifeline.hooks.link.Slot;
import org.apache.kafka.common.protocol.ApiKeys;

/** What is decided about the next connection of one node, from the moment that its last one failed. */
final class Reconnect {
    private static final Slot<Link, Reconnect> SLOT = new Slot<>();
    private static final long KAFKAS = -1;

    private final Link link;
    private long afterMs = KAFKAS;
    private QueuedRequest moving;
    /** The application has heard that this node refuses the credentials. */
    private boolean refusing;

    private Reconnect(Link link) {
        this.link = link;
    }

    static Reconnect of(Link link) {
        Reconnect reconnect = SLOT.get(link);
        if (reconnect == null) {
            reconnect = new Reconnect(link);
            SLOT.set(link, reconnect);
        }
        return reconnect;
    }

    /** A fresh connection is to be made after so many ms; {@code request}, where it is not null, is to wait for it. */
    void again(long delayMs, QueuedRequest request) {
        link.reconnecting(true);
        afterMs = delayMs;
        moving = request;
    }

    /** The application is told; the node is to be tried again after so many ms. */
    void surfaced(long delayMs) {
        link.reconnecting(false);
        afterMs = delayMs;
    }

    /**
     * Returns the kept request that is to wait while its node goes on refusing (R11: refusals that pass are waited
     * out); null where there is none, or where Kafka does better with it. Records can go nowhere else as long as the
     * node leads their partitions. All other requests are asked again, of another broker where there is one.
     */
    static QueuedRequest worthKeeping(QueuedRequest kept) {
        return kept != null && kept.kind() == ApiKeys.PRODUCE.id ? kept : null;
    }

    void ready() {
        link.reconnecting(false);
        refusing = false;
    }

    /**
     * The connection ended; unless {@link #again} or {@link #surfaced} was called just before, Kafka decides what
     * follows.
     */
    void disconnected() {
        if (afterMs == KAFKAS) {
            link.reconnecting(false);
        }
    }

    void removed() {
        link.reconnecting(false);
        refusing = false;
        afterMs = KAFKAS;
        moving = null;
    }

    /** Returns after how many ms the next connection is to be tried, and forgets it; negative where Kafka decides. */
    long takeAfterMs() {
        long taken = afterMs;
        afterMs = KAFKAS;
        return taken;
    }

    /** Returns the request that is to wait for the next connection, and forgets it; null where none is. */
    QueuedRequest takeMoving() {
        QueuedRequest taken = moving;
        moving = null;
        return taken;
    }

    /** The client is closed: a request that was to wait reaches the client, and must not be kept with it. */
    static void closed(Link link) {
        Reconnect reconnect = SLOT.get(link);
        if (reconnect != null) {
            reconnect.moving = null;
        }
    }

    boolean isRefusing() {
        return refusing;
    }

    void refusing(boolean refuses) {
        refusing = refuses;
    }
}
