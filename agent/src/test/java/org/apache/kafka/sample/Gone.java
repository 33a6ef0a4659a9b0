package org.apache.kafka.sample;

/** A class that some loaders of the tests do not offer. */
public class Gone {
    int member;
}
