package io.bpftest.engine.fork;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.BufferedInputStream;
import java.io.DataInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Reads what a {@link WireWriter} wrote. For one thread. */
final class WireReader {

    /** More than any message has; a length above it is not one. */
    static final int LONGEST = 1 << 28;

    private final DataInputStream in;

    WireReader(InputStream in) {
        this.in = new DataInputStream(new BufferedInputStream(in, 1 << 16));
    }

    /**
     * Waits for the next message.
     *
     * @return null at the end of the stream
     * @throws IOException if the stream breaks, or holds what is no message
     */
    @Nullable
    Message read() throws IOException {
        int number = in.read();
        if (number < 0) {
            return null;
        }
        Kind[] kinds = Kind.values();
        if (number >= kinds.length) {
            throw new IOException("the byte " + number + " where a message should begin");
        }
        return switch (kinds[number]) {
            case RUN -> new Message.Run(texts(), map(), texts());
            case QUIT -> new Message.Quit();
            case READY -> new Message.Ready(in.readInt(), text(), in.readLong());
            case REGISTERED -> new Message.Registered(in.readLong(), node());
            case STARTED -> new Message.Started(in.readLong(), text());
            case FINISHED -> new Message.Finished(in.readLong(), text(), text(), thrown());
            case SKIPPED -> new Message.Skipped(in.readLong(), text(), text());
            case REPORTED -> new Message.Reported(in.readLong(), text(), map());
            case PUBLISHED -> new Message.Published(in.readLong(), text(), text(), optionalText());
            case PRINTED -> new Message.Printed(in.readLong(), in.readBoolean(), text());
            case WRITTEN -> new Message.Written(text(), bytes());
            case ALIVE -> new Message.Alive();
            case EXITING -> new Message.Exiting(text());
            case DONE -> new Message.Done(thrown());
        };
    }

    private Node node() throws IOException {
        return new Node(text(), text(), text(), text(), text(), texts(), optionalText(), optionalText(), text());
    }

    private @Nullable Thrown thrown() throws IOException {
        if (!in.readBoolean()) {
            return null;
        }
        String type = text();
        boolean assertion = in.readBoolean();
        String message = optionalText();
        int frames = count();
        List<StackTraceElement> stack = new ArrayList<>();
        for (int i = 0; i < frames; i++) {
            stack.add(new StackTraceElement(text(), text(), optionalText(), in.readInt()));
        }
        Thrown cause = thrown();
        int suppressing = count();
        List<Thrown> suppressed = new ArrayList<>();
        for (int i = 0; i < suppressing; i++) {
            Thrown one = thrown();
            if (one != null) {
                suppressed.add(one);
            }
        }
        return new Thrown(type, assertion, message, stack, cause, suppressed, optionalText(), optionalText(), bytes());
    }

    private Map<String, String> map() throws IOException {
        Map<String, String> map = new LinkedHashMap<>();
        for (String key : texts()) {
            map.put(key, text());
        }
        return map;
    }

    private List<String> texts() throws IOException {
        int count = count();
        List<String> texts = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            texts.add(text());
        }
        return texts;
    }

    private String text() throws IOException {
        String text = optionalText();
        if (text == null) {
            throw new IOException("a part that must be there is absent");
        }
        return text;
    }

    private @Nullable String optionalText() throws IOException {
        int length = in.readInt();
        return length == WireWriter.ABSENT ? null : new String(bytes(length), UTF_8);
    }

    private byte[] bytes() throws IOException {
        return bytes(in.readInt());
    }

    private byte[] bytes(int length) throws IOException {
        byte[] bytes = in.readNBytes(checked(length));
        if (bytes.length < length) {
            throw new EOFException("within a message");
        }
        return bytes;
    }

    private int count() throws IOException {
        return checked(in.readInt());
    }

    private static int checked(int length) throws IOException {
        if (length < 0 || length > LONGEST) {
            throw new IOException("the length " + length + " in a message");
        }
        return length;
    }
}
