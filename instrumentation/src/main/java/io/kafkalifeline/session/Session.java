package io.kafkalifeline.session;

import java.util.Optional;
import java.util.function.DoubleSupplier;

/** A session for callers that have not moved to {@link Renewal} yet. */
public final class Session {
    private final SessionTimes times;
    private final Complaints complaints;
    private final HoldTimer hold = new HoldTimer();
    private long queuedBytes;

    public Session(ClusterMemory cluster, DoubleSupplier random) {
        this.times = new SessionTimes(cluster, random);
        this.complaints = new Complaints(cluster.lifetimes);
    }

    public void handshakeAnswered(long nowNanos) {
        times.handshakeAnswered(nowNanos);
    }

    public void authenticateWritten(long nowNanos) {
        times.authenticateWritten(nowNanos);
    }

    public void granted(long nowNanos, long lifetimeMs) {
        complaints.granted(times.granted(nowNanos, lifetimeMs));
        hold.over();
    }

    public void reauthenticationBegun(long nowNanos) {
        hold.ended(nowNanos);
        times.begun(nowNanos);
    }

    public void requestQueued(long bytes) {
        queuedBytes = bytes;
    }

    public void requestWritten(long nowNanos, int kind, long waitBoundNanos) {
        times.written(nowNanos, Request.of(kind, queuedBytes, waitBoundNanos, true));
        queuedBytes = 0;
    }

    public void requestForgotten(long nowNanos) {
        times.isNotAnswered(nowNanos);
    }

    public void unansweredRequestSent(long tookNanos) {
        times.sent(tookNanos);
    }

    public void requestAnswered(long nowNanos) {
        times.answered(nowNanos);
    }

    public void throttled(long nowNanos, long throttleNanos) {
        times.throttled(nowNanos, throttleNanos);
    }

    public void credentialsChanged() {
        times.credentialsChanged();
    }

    public boolean awaitsCredentials() {
        return times.awaitsCredentials();
    }

    public void closed(long nowNanos, boolean byBroker) {
        times.closed(nowNanos, byBroker);
        queuedBytes = 0;
        hold.over();
    }

    public boolean mayWrite(long nowNanos) {
        boolean may = carries(nowNanos);
        if (may) {
            hold.lifted();
        } else {
            hold.turnedAway(nowNanos);
        }
        return may && times.mayFollow(Request.UNSEEN);
    }

    public boolean mayAsk(long nowNanos) {
        return times.wantsProbe() ? carries(nowNanos) : mayWrite(nowNanos);
    }

    private boolean carries(long nowNanos) {
        return times.expiring() ? times.carries(nowNanos, queuedBytes) : !times.renewing();
    }

    public boolean wantsAnswer() {
        return times.wantsProbe();
    }

    public boolean reauthenticationDue(long nowNanos) {
        return Nanos.reached(nowNanos, reauthenticationDueAtNanos());
    }

    public boolean reauthenticationOverdue(long nowNanos) {
        return times.renewing() && Nanos.reached(nowNanos, times.giveUpNanos());
    }

    public long nextChangeNanos(long nowNanos) {
        if (!times.expiring()) {
            return times.renewing() ? times.giveUpNanos() : Nanos.NEVER;
        }
        long until = carries(nowNanos) && times.mayFollow(Request.UNSEEN)
                ? times.carriesUntilNanos(nowNanos, queuedBytes)
                : Nanos.NEVER;
        return Nanos.nextOf(nowNanos, until, times.dueNanos(queuedBytes));
    }

    public long reauthenticationDueAtNanos() {
        return times.expiring() ? times.dueNanos(queuedBytes) : Nanos.NEVER;
    }

    public boolean expires() {
        return times.expires();
    }

    public long lifetimeMs() {
        return times.lifetimeMs();
    }

    public long remainingNanos(long nowNanos) {
        return times.remainingNanos(nowNanos);
    }

    public long heldNanos(long nowNanos) {
        return hold.length(nowNanos);
    }

    public int unanswered() {
        return times.waiting();
    }

    public static boolean isAbsurd(long lifetimeMs) {
        return LifetimeKind.isAbsurd(lifetimeMs);
    }

    public Optional<String> tooShort() {
        return complaints.tooShort();
    }

    public Optional<String> complaint() {
        return complaints.take();
    }
}
