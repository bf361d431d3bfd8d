package io.bpftest.engine.attach;

import io.bpftest.lab.Attachment;
import java.util.ArrayList;
import java.util.List;

/** What is attached to one test bed, in the order it was attached in; what came last is detached first. */
public final class Attachments {

    private final List<Attachment> open = new ArrayList<>();

    /** Remembers an attachment until it or all are closed. */
    public synchronized <A extends Attachment> A add(A attachment) {
        open.removeIf(known -> !known.isAttached());
        open.add(attachment);
        return attachment;
    }

    /** Gives what is attached. */
    public synchronized List<Attachment> attached() {
        return open.stream().filter(Attachment::isAttached).toList();
    }

    /** Detaches all but what was attached before. */
    public void closeAllBut(List<Attachment> before) {
        List<Attachment> now = attached();
        for (int i = now.size() - 1; i >= 0; i--) {
            if (!before.contains(now.get(i))) {
                now.get(i).close();
            }
        }
    }
}
