package io.kafkalifeline.agent;

import java.io.ByteArrayInputStream;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InputStream;
import java.net.MalformedURLException;
import java.net.URL;
import java.net.URLConnection;
import java.net.URLStreamHandler;

/** URLs of what {@link HeldJar} holds: they look like those into the jar's file, and read from memory. */
final class HeldResources extends URLStreamHandler {
    private static final String INSIDE = "!/";

    private final HeldJar jar;
    private final String file;

    /** @param file the jar's own URL */
    HeldResources(HeldJar jar, String file) {
        this.jar = jar;
        this.file = file;
    }

    /** The URL of an entry. */
    URL of(String entry) throws MalformedURLException {
        return new URL("jar", "", -1, file + INSIDE + entry, this);
    }

    @Override
    protected URLConnection openConnection(URL url) {
        return new Connection(jar, url);
    }

    /** Needs no connection. */
    static final class Connection extends URLConnection {
        private final HeldJar jar;

        Connection(HeldJar jar, URL url) {
            super(url);
            this.jar = jar;
        }

        @Override
        public void connect() {
            connected = true;
        }

        @Override
        public InputStream getInputStream() throws IOException {
            String path = url.getFile();
            byte[] content = jar.read(path.substring(path.indexOf(INSIDE) + INSIDE.length()));
            if (content == null) {
                throw new FileNotFoundException(url.toString());
            }
            return new ByteArrayInputStream(content);
        }
    }
}
