package io.kafkalifeline.agent.sdk;

/** Class loaders as operators know them. */
final class LoaderName {
    private LoaderName() {}

    /** The loader's name, else its type and identity. */
    static String of(ClassLoader loader) {
        if (loader == null) {
            return "bootstrap";
        }
        String name = loader.getName();
        return name == null
                ? loader.getClass().getName() + "@" + Integer.toHexString(System.identityHashCode(loader))
                : name;
    }
}
