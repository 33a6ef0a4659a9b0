/** An hour, or less, of three real brokers and nine kinds of clients to which everything happens, and the accounts after it. */
package io.kafkalifeline.smoke.scenario.chaos;
