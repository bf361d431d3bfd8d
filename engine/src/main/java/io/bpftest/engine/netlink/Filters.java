package io.bpftest.engine.netlink;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/** Classifiers and actions of an interface's clsact ({@code linux/pkt_cls.h}, {@code linux/tc_act/tc_bpf.h}). */
public final class Filters {

    private static final int RTM_NEWQDISC = 36;
    private static final int RTM_DELQDISC = 37;
    private static final int RTM_NEWTFILTER = 44;
    private static final int RTM_DELTFILTER = 45;
    private static final int TC_H_CLSACT = 0xffff_fff1;
    private static final int CLSACT_HANDLE = 0xffff_0000;
    private static final int INGRESS = 0xffff_fff2;
    private static final int EGRESS = 0xffff_fff3;
    private static final int TCA_KIND = 1;
    private static final int TCA_OPTIONS = 2;
    private static final int TCA_BPF_ACT = 1;
    private static final int TCA_BPF_CLASSID = 3;
    private static final int TCA_BPF_FD = 6;
    private static final int TCA_BPF_NAME = 7;
    private static final int TCA_BPF_FLAGS = 8;
    private static final int TCA_BPF_FLAG_ACT_DIRECT = 1;
    private static final int TCA_ACT_KIND = 1;
    private static final int TCA_ACT_OPTIONS = 2;
    private static final int TCA_ACT_BPF_PARMS = 2;
    private static final int TCA_ACT_BPF_FD = 5;
    private static final int TCA_ACT_BPF_NAME = 6;
    private static final int TC_ACT_PIPE = 3;
    private static final int ETH_P_ALL = 3;
    private static final int PARMS_SIZE = 20;
    private static final int PARMS_ACTION = 8;

    private final NetlinkSocket socket;
    private final int index;

    /** Looks after the classifiers of an interface of the namespace that a socket is in. */
    public Filters(NetlinkSocket socket, int index) {
        this.socket = socket;
        this.index = index;
    }

    /** A classifier's place: its direction, priority and handle; 0 has the kernel choose. */
    public record Place(boolean ingress, int priority, int handle) {}

    /**
     * What a classifier consists of.
     *
     * @param program the program's file descriptor
     * @param name what tc shows
     * @param directAction whether what the program returns is what is done
     * @param action the file descriptor of a program that is run as an action where the classifier matches, 0 for none
     */
    public record Classifier(int program, String name, boolean directAction, int action) {}

    /** Makes the queueing discipline that classifiers stand in. */
    public Answer newClsact() {
        return socket.ask(new Request(RTM_NEWQDISC, Request.NLM_F_CREATE | Request.NLM_F_EXCL)
                .header32(0, index, CLSACT_HANDLE, TC_H_CLSACT, 0)
                .put(TCA_KIND, "clsact"));
    }

    /** Removes it with all that stands in it. */
    public Answer deleteClsact() {
        return socket.ask(new Request(RTM_DELQDISC, 0)
                .header32(0, index, CLSACT_HANDLE, TC_H_CLSACT, 0)
                .put(TCA_KIND, "clsact"));
    }

    /** Adds a classifier; the kernel echoes it with the place that it got. */
    public Answer add(Place place, Classifier classifier) {
        Request request = new Request(RTM_NEWTFILTER, Request.NLM_F_CREATE | Request.NLM_F_EXCL | Request.NLM_F_ECHO)
                .header32(0, index, place.handle(), place.ingress() ? INGRESS : EGRESS, info(place.priority()))
                .put(TCA_KIND, "bpf")
                .nest(TCA_OPTIONS)
                .put(TCA_BPF_FD, classifier.program())
                .put(TCA_BPF_NAME, classifier.name());
        if (classifier.directAction()) {
            request.put(TCA_BPF_FLAGS, TCA_BPF_FLAG_ACT_DIRECT);
        } else {
            request.put(TCA_BPF_CLASSID, 1);
        }
        if (classifier.action() != 0) {
            ByteBuffer parameters = ByteBuffer.allocate(PARMS_SIZE).order(ByteOrder.nativeOrder());
            parameters.putInt(PARMS_ACTION, TC_ACT_PIPE);
            request.nest(TCA_BPF_ACT)
                    .nest(1)
                    .put(TCA_ACT_KIND, "bpf")
                    .nest(TCA_ACT_OPTIONS)
                    .put(TCA_ACT_BPF_FD, classifier.action())
                    .put(TCA_ACT_BPF_NAME, classifier.name())
                    .put(TCA_ACT_BPF_PARMS, parameters.array())
                    .end()
                    .end()
                    .end();
        }
        return socket.ask(request.end());
    }

    /** The place that a classifier got, as the kernel echoed it. */
    public static Place place(Answer added, Place asked) {
        return added.replies().stream()
                .findFirst()
                .map(reply -> new Place(asked.ingress(), reply.getInt(16) >>> 16, reply.getInt(8)))
                .orElse(asked);
    }

    /** Removes a classifier. */
    public Answer delete(Place place) {
        return socket.ask(new Request(RTM_DELTFILTER, 0)
                .header32(0, index, place.handle(), place.ingress() ? INGRESS : EGRESS, info(place.priority()))
                .put(TCA_KIND, "bpf"));
    }

    private static int info(int priority) {
        int protocol = ByteOrder.nativeOrder() == ByteOrder.LITTLE_ENDIAN ? ETH_P_ALL << 8 : ETH_P_ALL;
        return priority << 16 | protocol;
    }
}
