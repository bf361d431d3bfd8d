package io.bpftest.engine.fork;

/** The kinds of messages, by their number on the wire. */
enum Kind {
    RUN(Message.Run.class),
    QUIT(Message.Quit.class),
    READY(Message.Ready.class),
    REGISTERED(Message.Registered.class),
    STARTED(Message.Started.class),
    FINISHED(Message.Finished.class),
    SKIPPED(Message.Skipped.class),
    REPORTED(Message.Reported.class),
    PUBLISHED(Message.Published.class),
    PRINTED(Message.Printed.class),
    WRITTEN(Message.Written.class),
    ALIVE(Message.Alive.class),
    EXITING(Message.Exiting.class),
    DONE(Message.Done.class);

    private final Class<? extends Message> type;

    Kind(Class<? extends Message> type) {
        this.type = type;
    }

    static Kind of(Message message) {
        for (Kind kind : values()) {
            if (kind.type.isInstance(message)) {
                return kind;
            }
        }
        throw new IllegalArgumentException(message.getClass().getName());
    }
}
