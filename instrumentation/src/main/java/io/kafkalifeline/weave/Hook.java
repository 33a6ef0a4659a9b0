package io.kafkalifeline.weave;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * On a nested advice class: the method of the Kafka class that it is woven into, and the features that need it.
 *
 * <p>All hooks of a kafka-clients may be switched off while it runs. An advice that has made Kafka's requests wait has a
 * second method beside it, {@code enterWhenOff} or {@code exitWhenOff} with the same parameters, which runs in its place
 * from then on, and lets go what still waits.
 */
@Retention(RetentionPolicy.CLASS)
@Target(ElementType.TYPE)
public @interface Hook {
    /** The features that need it: each is off, as a whole, where this method is missing. */
    Feature[] feature();

    /** The method's name; several where one advice fits them all. */
    String[] method();

    /** The JVM descriptor where one overload is meant; empty: every method of that name. */
    String descriptor() default "";

    /** Whether the feature can do without: the method does not exist in every supported release. */
    boolean optional() default false;
}
