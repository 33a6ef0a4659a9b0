/**
 * What keeps a client alive after a refusal that the application was told of (R19: nobody dies of a refusal that ends).
 * Each class mends one place where kafka-clients takes a refusal for the end.
 */
package io.kafkalifeline.hooks.survival;
