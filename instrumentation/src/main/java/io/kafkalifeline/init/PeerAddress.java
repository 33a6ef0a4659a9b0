package io.kafkalifeline.init;

/** One of the addresses that a broker's name stands for. Immutable. */
public final class PeerAddress {
    private final String ip;
    private final int number;
    private final int count;

    /**
     * @param ip the address as text
     * @param number which of the name's addresses it is, from 1
     * @param count how many the name has; 0 where that is not known
     */
    public PeerAddress(String ip, int number, int count) {
        this.ip = HostPort.compressed(ip);
        this.number = number;
        this.count = count;
    }

    /** The address as text, IPv6 in its short form. */
    public String ip() {
        return ip;
    }

    /** Which of the name's addresses it is, from 1; 0 where that is not known. */
    public int number() {
        return count == 0 ? 0 : number;
    }

    /** How many addresses the name has; 0 where that is not known. */
    public int count() {
        return count;
    }

    /** Whether the name has other addresses, too. */
    public boolean isOneOfSeveral() {
        return count > 1;
    }

    /** The address, and which of how many it is where there are several. */
    @Override
    public String toString() {
        return isOneOfSeveral() ? ip + ", " + number + " of " + count : ip;
    }
}
