package io.kafkalifeline.agent;

import java.io.EOFException;
import java.io.File;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.zip.DataFormatException;
import java.util.zip.Inflater;

/**
 * The agent's jar as it was when the JVM started, held in memory: what a rare path needs later is there although the
 * file has been overwritten, truncated or taken away meanwhile. Entries stay compressed until
 * they are read. The layout is that of PKWARE's APPNOTE, sections 4.3.7, 4.3.12 and 4.3.16, without ZIP64. Thread-safe.
 */
final class HeldJar {
    private static final int END = 0x06054b50;
    private static final int END_LENGTH = 22;
    private static final int DIRECTORY_LENGTH = 46;
    private static final int LOCAL_LENGTH = 30;

    /** A heap of which the jar is at least this part is small: the jar stays outside. */
    private static final int SMALL_PART = 64;

    private final ByteBuffer bytes;
    /** Positions of the central directory's headers by the hash of the name, the next free place in turn; 0: none. */
    private final int[] positions;

    /** Reads the whole file. */
    HeldJar(File file) throws IOException {
        bytes = read(file).order(ByteOrder.LITTLE_ENDIAN);
        int end = end();
        int entries = unsigned(end + 10);
        positions = new int[Integer.highestOneBit(entries + 1) * 4];
        index(entries, bytes.getInt(end + 16), bytes.getInt(end + 12));
    }

    /** The bytes of an entry; null where there is none of that name. */
    byte[] read(String name) throws IOException {
        int header = find(name);
        if (header == 0) {
            return null;
        }
        int local = bytes.getInt(header + 42);
        int from = local + LOCAL_LENGTH + unsigned(local + 26) + unsigned(local + 28);
        ByteBuffer stored = bytes.duplicate();
        stored.limit(from + bytes.getInt(header + 20)).position(from);
        byte[] content = new byte[bytes.getInt(header + 24)];
        if (bytes.getShort(header + 10) == 0) {
            stored.get(content);
        } else {
            inflate(stored, content, name);
        }
        return content;
    }

    /** Whether there is an entry of that name. */
    boolean has(String name) {
        return find(name) != 0;
    }

    private static ByteBuffer read(File file) throws IOException {
        try (RandomAccessFile opened = new RandomAccessFile(file, "r")) {
            int size = Math.toIntExact(opened.length());
            return size < Runtime.getRuntime().maxMemory() / SMALL_PART ? onHeap(opened, size) : offHeap(opened, size);
        }
    }

    private static ByteBuffer onHeap(RandomAccessFile opened, int size) throws IOException {
        byte[] held = new byte[size];
        opened.readFully(held);
        return ByteBuffer.wrap(held);
    }

    private static ByteBuffer offHeap(RandomAccessFile opened, int size) throws IOException {
        ByteBuffer held;
        try {
            held = ByteBuffer.allocateDirect(size);
        } catch (OutOfMemoryError e) {
            return onHeap(opened, size); // -XX:MaxDirectMemorySize is very small
        }
        while (held.hasRemaining()) {
            if (opened.getChannel().read(held) < 0) {
                throw new EOFException("the agent's jar has become shorter while it was read");
            }
        }
        held.flip();
        return held;
    }

    private int end() throws IOException {
        for (int at = bytes.limit() - END_LENGTH; at >= 0; at--) {
            if (bytes.getInt(at) == END) {
                return at;
            }
        }
        throw new IOException("the agent's jar is damaged");
    }

    private void index(int entries, int from, int length) {
        byte[] directory = new byte[length]; // a buffer is slow to read before it is compiled
        ByteBuffer copy = bytes.duplicate();
        copy.position(from);
        copy.get(directory);
        int at = 0;
        for (int i = 0; i < entries; i++) {
            int nameLength = unsigned(directory, at + 28);
            int hash = 0;
            for (int c = at + DIRECTORY_LENGTH; c < at + DIRECTORY_LENGTH + nameLength; c++) {
                hash = 31 * hash + directory[c];
            }
            int place = place(hash);
            while (positions[place] != 0) {
                place = place(place + 1);
            }
            positions[place] = from + at;
            at += DIRECTORY_LENGTH + nameLength + unsigned(directory, at + 30) + unsigned(directory, at + 32);
        }
    }

    private int find(String name) {
        for (int place = place(name.hashCode()); positions[place] != 0; place = place(place + 1)) {
            if (isCalled(positions[place], name)) {
                return positions[place];
            }
        }
        return 0;
    }

    /** Names in our jar are ASCII. */
    private boolean isCalled(int header, String name) {
        if (unsigned(header + 28) != name.length()) {
            return false;
        }
        for (int i = name.length() - 1; i >= 0; i--) {
            if (bytes.get(header + DIRECTORY_LENGTH + i) != name.charAt(i)) {
                return false;
            }
        }
        return true;
    }

    private static void inflate(ByteBuffer compressed, byte[] content, String name) throws IOException {
        Inflater inflater = new Inflater(true);
        try {
            inflater.setInput(compressed);
            int done = 0;
            while (done < content.length) {
                int more = inflater.inflate(content, done, content.length - done);
                if (more == 0) {
                    throw new EOFException(name);
                }
                done += more;
            }
        } catch (DataFormatException e) {
            throw new IOException(name, e);
        } finally {
            inflater.end();
        }
    }

    private int place(int hash) {
        return (hash ^ (hash >>> 16)) & (positions.length - 1);
    }

    private int unsigned(int at) {
        return bytes.getShort(at) & 0xffff;
    }

    private static int unsigned(byte[] directory, int at) {
        return (directory[at] & 0xff) | ((directory[at + 1] & 0xff) << 8);
    }
}
