package io.kafkalifeline.log;

/**
 * The one gate through which text of an application's, a library's or a broker's exception leaves the process, wherever
 * to. What has the shape of a secret is masked ({@link SecretShapes}); of the rest only plain language and what is known
 * is let through ({@link PlainLanguage}), unless the operator wants the full text. Any thread; never throws.
 */
public final class Scrubber {
    /** The greatest length of a result, in characters. */
    public static final int MAX_LENGTH = SecretShapes.MAX_LENGTH;

    private static volatile ErrorDetails details = ErrorDetails.SAFE;

    private Scrubber() {}

    /**
     * Says how much is let through from now on, and reads what is needed for it into memory: called once, before the
     * application runs, because the agent's jar may be gone when something fails.
     */
    public static void prepare(ErrorDetails wanted) {
        details = wanted;
        Vocabulary.read();
    }

    /**
     * Masks what must not be seen.
     *
     * @param text may be null
     * @return one line of at most {@link #MAX_LENGTH} characters; empty where {@code text} is null
     */
    public static String scrub(String text) {
        return scrub(text, details);
    }

    static String scrub(String text, ErrorDetails details) {
        if (text == null) {
            return "";
        }
        String line = SecretShapes.maskLine(text);
        return SecretShapes.cut(details == ErrorDetails.FULL ? line : new PlainLanguage(line).safe());
    }
}
