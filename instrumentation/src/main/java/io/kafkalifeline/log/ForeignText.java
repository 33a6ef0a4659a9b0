package io.kafkalifeline.log;

/**
 * What an exception says that is not ours, or what a broker has answered. It can be judged as it is, but what is read out of
 * it for a person or a machine ({@link #toString}) has passed the {@link Scrubber}. All of the agent's own code gets the
 * words of an exception here: a test holds that nobody else asks for a message.
 *
 * <p>Immutable. It is scrubbed when it is asked for, so that a failure that nobody hears of costs nothing.
 */
public final class ForeignText {
    private static final ForeignText NONE = new ForeignText("");

    private final String raw;

    private ForeignText(String raw) {
        this.raw = raw;
    }

    /** Takes the exception's own message; empty where it has none, or throws instead. */
    public static ForeignText of(Throwable thrown) {
        try {
            return of(thrown.getMessage());
        } catch (RuntimeException e) {
            return NONE;
        }
    }

    /** Takes words that came some other way, or our own; null for none. */
    public static ForeignText of(String text) {
        return text == null || text.isEmpty() ? NONE : new ForeignText(text);
    }

    /** Returns the words with those of another one behind a colon. */
    public ForeignText and(ForeignText next) {
        return next.isEmpty() ? this : new ForeignText(raw + ": " + next.raw);
    }

    /** Whether nothing was said. */
    public boolean isEmpty() {
        return raw.isEmpty();
    }

    /** Whether these words were said. */
    public boolean contains(String words) {
        return raw.contains(words);
    }

    /** Whether it begins with these words. */
    public boolean startsWith(String words) {
        return raw.startsWith(words);
    }

    /** Whether it ends with these words. */
    public boolean endsWith(String words) {
        return raw.endsWith(words);
    }

    /** Whether just these words were said. */
    public boolean is(String words) {
        return raw.equals(words);
    }

    /**
     * The words as they are, for decisions that know only texts. They must not leave the process: a test names who may ask.
     */
    public String verbatim() {
        return raw;
    }

    /** What may be seen of it: one line, empty where nothing was said. */
    @Override
    public String toString() {
        return Scrubber.scrub(raw);
    }
}
