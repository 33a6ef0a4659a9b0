package io.kafkalifeline.hooks.link;

/**
 * What went wrong with one connection while all of a client's were looked at: it waits until the others have had their
 * turn, so that one bad connection is one bad connection. Network thread only.
 */
public final class FirstFailure {
    private RuntimeException exception;
    private Error error;

    /** Work for one connection. */
    public interface Turn {
        /** Does it. */
        void take();
    }

    /** Begins with nothing that has failed. */
    public FirstFailure() {}

    /** Does what is to be done for one connection, and keeps what it throws; returns whether it threw nothing. */
    public boolean guard(Turn turn) {
        try {
            turn.take();
            return true;
        } catch (RuntimeException e) {
            exception = exception == null ? e : exception;
        } catch (Error e) {
            error = error == null ? e : error;
        }
        return false;
    }

    /** All have had their turn: throws what the first one that failed has thrown, once, for the operator to be told. */
    public void tell() {
        RuntimeException thrown = exception;
        Error worse = error;
        exception = null;
        error = null;
        if (worse != null) {
            throw worse;
        }
        if (thrown != null) {
            throw thrown;
        }
    }
}
