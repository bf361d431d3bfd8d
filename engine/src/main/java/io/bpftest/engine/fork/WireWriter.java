package io.bpftest.engine.fork;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.BufferedOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Writes messages: one byte for the kind, then its parts in their order. Numbers are in network order, texts are UTF-8
 * after their length. Safe for use by many threads; each message is written whole and, unless one
 * that follows it at once takes it along, at once.
 */
final class WireWriter {

    static final int ABSENT = -1;

    private final DataOutputStream out;

    WireWriter(OutputStream out) {
        this.out = new DataOutputStream(new BufferedOutputStream(out, 1 << 16));
    }

    synchronized void write(Message message) throws IOException {
        out.writeByte(Kind.of(message).ordinal());
        if (message instanceof Message.OfThread ofThread) {
            out.writeLong(ofThread.thread());
        }
        parts(message);
        // What is registered starts next, which is then written with it.
        if (!(message instanceof Message.Registered)) {
            out.flush();
        }
    }

    private void parts(Message message) throws IOException {
        if (message instanceof Message.Run run) {
            texts(run.ids());
            map(run.parameters());
            texts(run.written());
        } else if (message instanceof Message.Ready ready) {
            out.writeInt(ready.java());
            text(ready.kernel());
            out.writeLong(ready.thread());
        } else if (message instanceof Message.Registered registered) {
            node(registered.node());
        } else if (message instanceof Message.Started started) {
            text(started.id());
        } else if (message instanceof Message.Finished finished) {
            text(finished.id());
            text(finished.status());
            thrown(finished.thrown());
        } else if (message instanceof Message.Skipped skipped) {
            text(skipped.id());
            text(skipped.reason());
        } else if (message instanceof Message.Reported reported) {
            text(reported.id());
            map(reported.values());
        } else if (message instanceof Message.Published published) {
            text(published.id());
            text(published.file());
            text(published.mediaType());
        } else if (message instanceof Message.Printed printed) {
            out.writeBoolean(printed.error());
            text(printed.text());
        } else if (message instanceof Message.Written written) {
            text(written.file());
            bytes(written.content());
        } else if (message instanceof Message.Exiting exiting) {
            text(exiting.culprit());
        } else if (message instanceof Message.Done done) {
            thrown(done.failure());
        }
    }

    private void node(Node node) throws IOException {
        text(node.id());
        text(node.parent());
        text(node.name());
        text(node.legacyName());
        text(node.type());
        texts(node.tags());
        text(node.className());
        text(node.methodName());
        text(node.parameterTypes());
    }

    private void thrown(@Nullable Thrown thrown) throws IOException {
        out.writeBoolean(thrown != null);
        if (thrown == null) {
            return;
        }
        text(thrown.type());
        out.writeBoolean(thrown.assertion());
        text(thrown.message());
        out.writeInt(thrown.stack().size());
        for (StackTraceElement element : thrown.stack()) {
            text(element.getClassName());
            text(element.getMethodName());
            text(element.getFileName());
            out.writeInt(element.getLineNumber());
        }
        thrown(thrown.cause());
        out.writeInt(thrown.suppressed().size());
        for (Thrown suppressed : thrown.suppressed()) {
            thrown(suppressed);
        }
        text(thrown.expected());
        text(thrown.actual());
        bytes(thrown.serialized());
    }

    private void map(Map<String, String> map) throws IOException {
        texts(List.copyOf(map.keySet()));
        for (String key : List.copyOf(map.keySet())) {
            text(map.get(key));
        }
    }

    private void texts(Collection<String> texts) throws IOException {
        out.writeInt(texts.size());
        for (String text : texts) {
            text(text);
        }
    }

    private void text(@Nullable String text) throws IOException {
        if (text == null) {
            out.writeInt(ABSENT);
        } else {
            bytes(text.getBytes(UTF_8));
        }
    }

    private void bytes(byte[] bytes) throws IOException {
        out.writeInt(bytes.length);
        out.write(bytes);
    }
}
