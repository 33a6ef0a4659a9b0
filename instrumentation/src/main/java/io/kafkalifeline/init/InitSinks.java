package io.kafkalifeline.init;

/** Sinks made of sinks. */
public final class InitSinks {
    private InitSinks() {}

    /** Tells both of everything; what a thread was doing when an initialisation began is for the first to know. */
    public static InitSink both(InitSink first, InitSink second) {
        return new InitSink() {
            @Override
            public void accept(Initialisation initialisation) {
                first.accept(initialisation);
                second.accept(initialisation);
            }

            @Override
            public void opened(Target target) {
                first.opened(target);
                second.opened(target);
            }

            @Override
            public void closed(Target target) {
                first.closed(target);
                second.closed(target);
            }

            @Override
            public void preserved(Preservation how) {
                first.preserved(how);
                second.preserved(how);
            }

            @Override
            public Object startContext() {
                return first.startContext();
            }
        };
    }
}
