package io.kafkalifeline.session;

import static io.kafkalifeline.session.traffic.Nanos.PER_MS;

import io.kafkalifeline.session.Step.Kind;
import io.kafkalifeline.session.traffic.Nanos;

/**
 * A client's network thread with one connection: polls as Kafka does, and asks {@link Renewal} where the hooks do. It
 * wakes up when something happens or when the timeout is over that it was given, and not otherwise.
 */
final class SimulatedThread {
    /** A request of the client, and how it gets onto the wire. */
    record Send(Request request, Runnable write) {}

    /** The rest of the client: one connection's channel, and the application behind it. */
    interface Channel {
        long clock();

        /** The simulation's time at which the client's clock shows that. */
        long trueTime(long clockNanos);

        /** Whether the last request is still being written. */
        boolean halfWritten();

        /** Whether the application has a request to send, and the client would accept it. */
        boolean wantsToSend();

        Send take();

        Send probe();

        /** The source is being asked; it answers by an event. */
        void askSource();

        void begin();

        void giveUp();
    }

    /** What must never happen, and how often it did. */
    static final class Faults {
        /** Polls with a timeout of 0 in which nothing was done. */
        int spins;
        /** Times that the thread woke because of its timeout, and there was nothing to do. */
        int vainWakeUps;
        /** Times that an answer had changed by time alone before it was said to. */
        int missedChanges;
        /** Times that a request was held and nothing was going to end that. */
        int endlessHolds;
    }

    private final Simulation simulation;
    private final Channel channel;
    private final Renewal renewal;
    private final Faults faults;

    private Send inChannel;
    private boolean parked;
    private boolean sourceAsked;
    private boolean closed;
    private long pausedUntilNanos;

    private int timer;
    private boolean asleep;
    private Kind sleepingOwn;
    private Kind sleepingRequest;
    private long standsUntilNanos;

    SimulatedThread(Simulation simulation, Channel channel, Renewal renewal, Faults faults) {
        this.simulation = simulation;
        this.channel = channel;
        this.renewal = renewal;
        this.faults = faults;
    }

    /** The machine stands still for so long. */
    void pause(long nanos) {
        pausedUntilNanos = simulation.now() + nanos;
    }

    /** Something happens that ends the poll. */
    void event(Runnable event) {
        if (simulation.now() < pausedUntilNanos) {
            simulation.at(pausedUntilNanos, () -> event(event));
        } else if (!closed) {
            if (asleep && standsUntilNanos != Nanos.NEVER && standsUntilNanos - channel.clock() > 0 && changed()) {
                faults.missedChanges++;
            }
            asleep = false;
            event.run();
            run();
        }
    }

    /** The source that was asked has an answer. */
    void sourceAnswers(Runnable event) {
        event(() -> {
            sourceAsked = false;
            event.run();
        });
    }

    void close() {
        closed = true;
    }

    /** From the end of one poll to the begin of the next that has to wait for something. */
    private void run() {
        boolean mustAct = false;
        while (!closed) {
            boolean acted = afterPoll();
            if (mustAct && !acted) {
                faults.spins++;
                sleep(PER_MS, Step.REST);
                return;
            }
            send();
            Step own = beforePoll();
            if (own.kind() == Kind.PROBE && inChannel == null && !channel.halfWritten()) {
                promise(Request.PROBE, channel.probe());
            }
            long timeoutMs = own.pollMs(channel.clock());
            boolean wrote = write();
            if (!wrote && timeoutMs > 0) {
                sleep(timeoutMs == Nanos.NEVER ? Nanos.NEVER : timeoutMs * PER_MS, own);
                return;
            }
            mustAct = !wrote;
        }
    }

    private boolean afterPoll() {
        long now = channel.clock();
        if (renewal.isSending() && !channel.halfWritten()) {
            renewal.sent(now);
        }
        switch (own(now).kind()) {
            case ASK_SOURCE -> {
                renewal.sourceAsked(now);
                sourceAsked = true;
                channel.askSource();
                return true;
            }
            case RENEW -> {
                renewal.begun(now);
                sourceAsked = false;
                channel.begin();
                return true;
            }
            case GIVE_UP -> {
                channel.giveUp();
                return true;
            }
            default -> {
                return false;
            }
        }
    }

    private Step own(long now) {
        return renewal.at(now, channel.halfWritten() ? Request.HALF_WRITTEN : Request.NONE);
    }

    private void send() {
        if (!closed && inChannel == null && !channel.halfWritten() && channel.wantsToSend()) {
            promise(Request.TO_COME, null);
        }
    }

    private void promise(Request request, Send probe) {
        long now = channel.clock();
        if (renewal.at(now, request).kind() == Kind.WRITE) {
            renewal.promised();
            inChannel = probe == null ? channel.take() : probe;
            renewal.queued(inChannel.request());
        } else {
            renewal.turnedAway(now);
            renewal.wanted();
        }
    }

    private Step beforePoll() {
        long now = channel.clock();
        renewal.polling();
        if (parked) {
            parked = isHeld(now);
        }
        return own(now);
    }

    private boolean isHeld(long now) {
        boolean held = renewal.at(now, renewal.queuedRequest()).kind() == Kind.HOLD;
        if (held) {
            renewal.turnedAway(now);
        }
        return held;
    }

    private boolean write() {
        if (inChannel == null || parked || channel.halfWritten()) {
            return false;
        }
        long now = channel.clock();
        renewal.wanted();
        if (renewal.at(now, renewal.queuedRequest()).kind() != Kind.WRITE) {
            parked = isHeld(now);
            return false;
        }
        Runnable write = inChannel.write();
        inChannel = null;
        renewal.written(now);
        write.run();
        return true;
    }

    private void sleep(long nanos, Step own) {
        long now = channel.clock();
        Step request = renewal.at(now, waiting());
        asleep = true;
        sleepingOwn = own(now).kind();
        sleepingRequest = request.kind();
        standsUntilNanos = Nanos.nextOf(now, own.untilNanos(), request.untilNanos());
        boolean waits = inChannel != null || channel.wantsToSend();
        if (waits && request.kind() == Kind.HOLD && nanos == Nanos.NEVER && !answerIsDue()) {
            faults.endlessHolds++;
        }
        int mine = ++timer;
        if (nanos != Nanos.NEVER) {
            simulation.at(channel.trueTime(now + nanos), () -> wakeUp(mine));
        }
    }

    private boolean answerIsDue() {
        return sourceAsked || renewal.waiting() > 0 || channel.halfWritten() || renewal.session.renewing();
    }

    private void wakeUp(int mine) {
        if (mine == timer && asleep && !closed) {
            if (simulation.now() < pausedUntilNanos) {
                simulation.at(pausedUntilNanos, () -> wakeUp(mine));
                return;
            }
            if (!changed()) {
                faults.vainWakeUps++;
            }
            asleep = false;
            run();
        }
    }

    private Request waiting() {
        return inChannel == null ? Request.TO_COME : renewal.queuedRequest();
    }

    private boolean changed() {
        long now = channel.clock();
        return own(now).kind() != sleepingOwn || renewal.at(now, waiting()).kind() != sleepingRequest;
    }
}
