package io.bpftest.engine.attach;

import io.bpftest.engine.ffi.Errno;
import io.bpftest.engine.kernel.OwnProgram;
import io.bpftest.engine.kernel.XdpEvents;
import io.bpftest.error.AttachException;
import io.bpftest.error.ObjectClosedException;
import io.bpftest.error.Problem;
import io.bpftest.lab.XdpAttachment;
import io.bpftest.program.XdpProgram;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** An XDP program that a link holds. */
final class XdpLink extends Held implements XdpAttachment {

    private final Link link;
    private volatile XdpProgram current;

    private final int index;
    private final List<XdpEvents> counters;

    XdpLink(XdpProgram program, String hook, int index, Link link) {
        this(program, hook, index, link, new CopyOnWriteArrayList<>());
    }

    private XdpLink(XdpProgram program, String hook, int index, Link link, List<XdpEvents> counters) {
        super(program, hook, () -> {
            link.close();
            counters.forEach(XdpEvents::close);
        });
        this.index = index;
        this.counters = counters;
        this.link = link;
        this.current = program;
    }

    @Override
    public XdpProgram program() {
        return current;
    }

    @Override
    public synchronized void replace(XdpProgram program) {
        checkOpen();
        int error = link.replace(OwnProgram.of(program).descriptor());
        if (error < 0) {
            throw new AttachException(new Problem(
                    program + " cannot replace " + current + " at " + hook(),
                    "the kernel says " + Errno.text(error),
                    "an XDP program that fits the hook as the other does",
                    "close this attachment, and attach the program anew"));
        }
        current = program;
    }

    @Override
    public synchronized Exceptions exceptions() {
        checkOpen();
        XdpEvents counted =
                XdpEvents.open("xdp_exception", OwnProgram.of(current).descriptor(), index);
        counters.add(counted);
        return new Exceptions() {
            @Override
            public long count() {
                return counted.count();
            }

            @Override
            public void close() {
                counted.close();
            }
        };
    }

    private void checkOpen() {
        if (!isAttached()) {
            throw new ObjectClosedException(new Problem(
                    "Nothing is attached any more at " + hook(),
                    "an attachment that is closed",
                    "an open one",
                    "attach the program anew"));
        }
    }
}
