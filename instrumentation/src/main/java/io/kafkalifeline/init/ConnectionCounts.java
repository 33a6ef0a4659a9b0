package io.kafkalifeline.init;

/**
 * Counts what must stay exact even where initialisations are dropped on their way: open connections and preserved
 * requests. Called on the client's network thread: implementations never block.
 */
public interface ConnectionCounts {
    /** Counts nothing. */
    ConnectionCounts NONE = new ConnectionCounts() {
        @Override
        public void opened(Target target) {
            // nobody reads it
        }

        @Override
        public void closed(Target target) {
            // nobody reads it
        }

        @Override
        public void preserved(Preservation how) {
            // nobody reads it
        }
    };

    /** A connection can carry ordinary requests from now on. Called once for each connection. */
    void opened(Target target);

    /** A connection that {@link #opened} was called for has ended, for whatever reason. */
    void closed(Target target);

    /** A request has come through a re-authentication. */
    void preserved(Preservation how);
}
