/** Clients whose brokers do what chance wants, by a seed that can be played again. */
package io.kafkalifeline.hooktests.fate;
