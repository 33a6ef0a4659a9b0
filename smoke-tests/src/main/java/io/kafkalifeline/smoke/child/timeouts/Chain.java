package io.kafkalifeline.smoke.child.timeouts;

/** An exception on one line, as an application that prints its stack trace sees it. */
public final class Chain {
    public static final String CAUSED_BY = " <- ";
    public static final String SUPPRESSED = " +suppressed ";

    private Chain() {}

    public static String of(Throwable thrown) {
        StringBuilder line = new StringBuilder();
        for (Throwable cause = thrown; cause != null; cause = cause.getCause()) {
            line.append(line.length() == 0 ? "" : CAUSED_BY)
                    .append(cause.getClass().getName())
                    .append(": ")
                    .append(String.valueOf(cause.getMessage()).replaceAll("\\s+", " "));
            for (Throwable suppressed : cause.getSuppressed()) {
                line.append(SUPPRESSED)
                        .append(suppressed.getClass().getName())
                        .append(": ")
                        .append(suppressed.getMessage());
            }
        }
        return line.toString();
    }
}
