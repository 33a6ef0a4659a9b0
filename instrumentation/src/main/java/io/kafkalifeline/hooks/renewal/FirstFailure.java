package io.kafkalifeline.hooks.renewal;

/**
 * What went wrong with one connection while all of a client's were looked at: it waits until the others have had their
 * turn, so that one bad connection is one bad connection. Network thread only.
 */
final class FirstFailure {
    private RuntimeException exception;
    private Error error;

    /** Work for one connection. */
    interface Turn {
        /** Does it. */
        void take();
    }

    /** Does what is to be done for one connection, and keeps what it throws. */
    void guard(Turn turn) {
        try {
            turn.take();
        } catch (RuntimeException e) {
            exception = exception == null ? e : exception;
        } catch (Error e) {
            error = error == null ? e : error;
        }
    }

    /** All have had their turn: throws what the first one that failed has thrown, once, for the operator to be told. */
    void tell() {
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
