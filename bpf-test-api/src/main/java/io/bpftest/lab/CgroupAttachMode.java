package io.bpftest.lab;

/**
 * How a program is attached to a control group, which decides what groups within it may attach ({@code linux/bpf.h}:
 * flags of {@code BPF_PROG_ATTACH}). All programs at one hook of one group are attached in the same mode; {@link #LINK} and
 * {@link #MULTI} are one in that.
 */
public enum CgroupAttachMode {
    /** With a link, beside other programs; the kernel detaches it with its last descriptor. Linux 5.7. */
    LINK(1 << 1),
    /** With {@code BPF_PROG_ATTACH}, beside other programs: those of groups within this one run too, before it. Linux 4.15. */
    MULTI(1 << 1),
    /** With {@code BPF_PROG_ATTACH}, alone: a group within this one may attach another, which runs in its place. Linux 4.10. */
    OVERRIDE(1 << 0),
    /** With {@code BPF_PROG_ATTACH}, alone: no group within this one may attach any. Linux 4.10. */
    EXCLUSIVE(0);

    private final int flags;

    CgroupAttachMode(int flags) {
        this.flags = flags;
    }

    /** The kernel's flags of the mode. */
    public int flags() {
        return flags;
    }
}
