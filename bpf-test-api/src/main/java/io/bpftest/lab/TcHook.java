package io.bpftest.lab;

import io.bpftest.error.AttachException;
import io.bpftest.error.Problem;
import java.util.Optional;

/**
 * Where at an interface a TC program is attached, and how. Hooks do not change: each method gives a changed copy.
 *
 * <p>{@code clsact} is the queueing discipline of classifiers (Linux 4.5), with a priority and a handle; the program's
 * return value is a {@code TC_ACT_} value unless {@link #classifying} says otherwise. TCX (Linux 6.6) has links in an
 * order, which runs before clsact.
 */
public final class TcHook {

    /** The kinds of hook. */
    public enum Kind {
        CLSACT_INGRESS,
        CLSACT_EGRESS,
        TCX_INGRESS,
        TCX_EGRESS,
        NETKIT
    }

    /** Where among the programs of a hook of TCX or netkit. */
    public enum Order {
        /** Where the kernel puts it: behind all others. */
        UNSAID,
        BEFORE,
        AFTER
    }

    private final Kind kind;
    private final int priority;
    private final int handle;
    private final boolean directAction;
    private final Order order;
    private final Optional<Attachment> anchor;

    private TcHook(
            Kind kind, int priority, int handle, boolean directAction, Order order, Optional<Attachment> anchor) {
        this.kind = kind;
        this.priority = priority;
        this.handle = handle;
        this.directAction = directAction;
        this.order = order;
        this.anchor = anchor;
    }

    private static TcHook of(Kind kind) {
        return new TcHook(kind, 0, 0, true, Order.UNSAID, Optional.empty());
    }

    /** A classifier of clsact for what comes in, in direct action. */
    public static TcHook ingress() {
        return of(Kind.CLSACT_INGRESS);
    }

    /** A classifier of clsact for what goes out, in direct action. */
    public static TcHook egress() {
        return of(Kind.CLSACT_EGRESS);
    }

    /** A TCX link for what comes in. */
    public static TcHook tcxIngress() {
        return of(Kind.TCX_INGRESS);
    }

    /** A TCX link for what goes out. */
    public static TcHook tcxEgress() {
        return of(Kind.TCX_EGRESS);
    }

    /**
     * A netkit link (Linux 6.7) for what an end of a netkit pair sends, as the driver takes it over to the other end.
     * Programs return what they return at TCX; a packet that none decides about passes. The kernel keeps the programs of
     * both ends at the near one, as {@code BPF_NETKIT_PRIMARY} and {@code BPF_NETKIT_PEER}.
     */
    public static TcHook netkit() {
        return of(Kind.NETKIT);
    }

    /**
     * Sets the priority among the classifiers of clsact: the lowest runs first. Unless set, the kernel gives one that is
     * below those in use, and so runs the newest first.
     *
     * @param value 1 to 65535
     */
    public TcHook priority(int value) {
        check(isClsact() && value > 0 && value < 1 << 16, "priority " + value, "1 to 65535, of clsact");
        return new TcHook(kind, value, handle, directAction, order, anchor);
    }

    /**
     * Sets the handle, which tells classifiers of one priority apart; unless set, the kernel gives one.
     *
     * @param value above 0
     */
    public TcHook handle(int value) {
        check(isClsact() && value > 0, "handle " + value, "a number above 0, of clsact");
        return new TcHook(kind, priority, value, directAction, order, anchor);
    }

    /**
     * Takes the program's return value for a class, as classifiers had it before direct action: 0 means that the packet
     * does not match, and whatever it is, the packet goes on.
     */
    public TcHook classifying() {
        check(isClsact(), "a classifier at " + family(), "clsact: other programs always act directly");
        return new TcHook(kind, priority, handle, false, order, anchor);
    }

    /** Runs before another program of the same hook of TCX or netkit. */
    public TcHook before(Attachment other) {
        return ordered(Order.BEFORE, Optional.of(other));
    }

    /** Runs behind another program of the same hook of TCX or netkit. */
    public TcHook after(Attachment other) {
        return ordered(Order.AFTER, Optional.of(other));
    }

    /** Runs before all other programs of the same hook of TCX or netkit. */
    public TcHook first() {
        return ordered(Order.BEFORE, Optional.empty());
    }

    /** Runs behind all other programs of the same hook of TCX or netkit. */
    public TcHook last() {
        return ordered(Order.AFTER, Optional.empty());
    }

    private TcHook ordered(Order newOrder, Optional<Attachment> other) {
        check(!isClsact(), "an order of clsact", "TCX or netkit; clsact has priorities");
        return new TcHook(kind, priority, handle, directAction, newOrder, other);
    }

    private void check(boolean holds, String found, String required) {
        if (!holds) {
            throw new AttachException(
                    new Problem("There is no such hook of " + this, found, required, "correct the hook"));
        }
    }

    /** What kind of hook it is. */
    public Kind kind() {
        return kind;
    }

    /** The priority, 0 if the kernel is to give one. */
    public int priority() {
        return priority;
    }

    /** The handle, 0 if the kernel is to give one. */
    public int handle() {
        return handle;
    }

    /** Whether what the program returns is what is done. */
    public boolean isDirectAction() {
        return directAction;
    }

    /** Where among the programs of a hook of TCX or netkit. */
    public Order order() {
        return order;
    }

    /** The program that the order is about; empty for all. */
    public Optional<Attachment> anchor() {
        return anchor;
    }

    /** Tells whether it is a hook of TCX. */
    public boolean isTcx() {
        return kind == Kind.TCX_INGRESS || kind == Kind.TCX_EGRESS;
    }

    /** Tells whether it is a hook of clsact. */
    public boolean isClsact() {
        return kind == Kind.CLSACT_INGRESS || kind == Kind.CLSACT_EGRESS;
    }

    private String family() {
        return isClsact() ? "clsact" : isTcx() ? "TCX" : "netkit";
    }

    /** Tells whether it is for what comes in. */
    public boolean isIngress() {
        return kind == Kind.CLSACT_INGRESS || kind == Kind.TCX_INGRESS;
    }

    /** The hook in words, such as {@code TC ingress, clsact}. */
    @Override
    public String toString() {
        return "TC " + (isIngress() ? "ingress" : "egress") + ", " + family();
    }
}
