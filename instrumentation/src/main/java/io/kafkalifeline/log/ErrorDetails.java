package io.kafkalifeline.log;

/** How much of the texts of foreign exceptions an operator wants to see: the setting {@code error.details}. */
public enum ErrorDetails {
    /** Only what is plain language and what is known; everything else is masked. */
    SAFE,
    /** The text as it is, but for what has the shape of a secret. */
    FULL
}
