package io.kafkalifeline.init;

/** What became of a request that a re-authentication met on its way. */
public enum Preservation {
    /**
     * It was under way when the re-authentication began, and its answer was delivered (R12: what was answered is
     * delivered).
     */
    DELIVERED("delivered"),
    /**
     * It waited, unwritten, behind a re-authentication that failed, and went out on the next connection (R13: what
     * was never written is not lost).
     */
    MOVED("moved");

    private final String id;

    Preservation(String id) {
        this.id = id;
    }

    /** The attribute value that operators see. */
    public String id() {
        return id;
    }
}
