package io.bpftest.engine.lab;

import io.bpftest.engine.attach.Clsact;
import io.bpftest.engine.attach.HookedInterface;
import io.bpftest.engine.attach.Link;
import io.bpftest.engine.attach.OrderedHook;
import io.bpftest.engine.attach.PassingProgram;
import io.bpftest.engine.attach.XdpHook;
import io.bpftest.engine.netlink.Interfaces;
import io.bpftest.error.AttachException;
import io.bpftest.error.LabException;
import io.bpftest.error.Problem;
import io.bpftest.lab.Attachment;
import io.bpftest.lab.Capture;
import io.bpftest.lab.LabHost;
import io.bpftest.lab.LabInterface;
import io.bpftest.lab.TcHook;
import io.bpftest.lab.XdpAttachment;
import io.bpftest.lab.XdpMode;
import io.bpftest.lab.XskSocket;
import io.bpftest.program.TcProgram;
import io.bpftest.program.XdpProgram;
import java.net.Inet4Address;
import java.net.Inet6Address;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.pcap4j.util.MacAddress;

/** An interface of a host, as the lab made it. */
final class LocalInterface implements LabInterface {

    private final LocalHost host;
    private final String name;
    private final int index;
    private final MacAddress mac;
    private final FrameSender sender;
    private @Nullable LocalInterface peer;
    private @Nullable LocalInterface primary;
    private @Nullable Link passing;
    private @Nullable Clsact clsact;
    private @Nullable LocalXskSocket xskSocket;
    private @Nullable Network network;
    private @Nullable Inet4Address ip4;
    private @Nullable Inet6Address ip6;

    LocalInterface(LocalHost host, String name, int index, byte[] mac) {
        this.host = host;
        this.name = name;
        this.index = index;
        this.mac = MacAddress.getByAddress(mac);
        this.sender = new FrameSender(this);
    }

    /** Says which network it has joined, and under which address. */
    void member(Network joined, Inet4Address address) {
        network = joined;
        ip4 = address;
    }

    void ip6(Inet6Address address) {
        ip6 = address;
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public LabHost host() {
        return host;
    }

    LocalHost localHost() {
        return host;
    }

    @Override
    public int index() {
        return index;
    }

    @Override
    public MacAddress mac() {
        return mac;
    }

    @Override
    public Inet4Address ip4() {
        return require(ip4, "IPv4");
    }

    @Override
    public Inet6Address ip6() {
        Network joined = network;
        if (joined != null) {
            joined.withIp6();
        }
        return require(ip6, "IPv6");
    }

    private <A> A require(@Nullable A address, String kind) {
        if (address == null) {
            throw new LabException(new Problem(
                    this + " has no " + kind + " address",
                    "a port of a bridge, or a kernel without " + kind,
                    "an interface with an address of its own",
                    "use an end of a cable between hosts"));
        }
        return address;
    }

    /** Has the host forward what comes in by this interface. */
    void forward() {
        Cabling.check(new Interfaces(host.socket()).forward(index), "Forwarding at " + this);
    }

    /** Says which interface the cable leads to. */
    void joinedTo(LocalInterface other) {
        peer = other;
    }

    /** Says which end of its netkit pair keeps the programs of both. */
    void ofNetkit(LocalInterface keeper) {
        primary = keeper;
    }

    @Override
    public XdpAttachment attach(XdpProgram program, XdpMode mode) {
        stopPassing();
        XdpAttachment made = host.hold(host.inside(() -> XdpHook.attach(program, mode, hooked())));
        LocalInterface other = peer;
        if (mode == XdpMode.NATIVE && other != null) {
            other.takeTransmitted();
        }
        return made;
    }

    /** Has this interface take what the other end transmits with XDP_TX. */
    private synchronized void takeTransmitted() {
        if (passing == null) {
            passing = host.inside(() -> PassingProgram.attach(hooked())).orElse(null);
        }
    }

    private synchronized void stopPassing() {
        Link link = passing;
        if (link != null) {
            link.close();
            passing = null;
        }
    }

    @Override
    public synchronized Optional<String> xdp() {
        return passing != null ? Optional.empty() : host.inside(() -> XdpHook.holder(hooked()));
    }

    @Override
    public Attachment attach(TcProgram program, TcHook hook) {
        if (hook.kind() == TcHook.Kind.NETKIT) {
            LocalInterface keeper = keeper(program);
            OrderedHook end = OrderedHook.netkit(toString(), keeper.hooked(), keeper == this, hook);
            return host.hold(keeper.host.inside(() -> end.attach(program, hook)));
        }
        return host.hold(host.inside(() ->
                hook.isTcx() ? OrderedHook.tcx(hooked(), hook).attach(program, hook) : clsact().attach(program, hook)));
    }

    private LocalInterface keeper(TcProgram program) {
        LocalInterface keeper = primary;
        if (keeper == null) {
            throw new AttachException(new Problem(
                    program + " cannot be attached to " + this + ", netkit",
                    "an interface of another kind",
                    "an end of a netkit pair",
                    "join the hosts by Lab.netkit, or attach the program by TcHook.tcxEgress()"));
        }
        return keeper;
    }

    /** Has the host see nothing of what comes in, so that it answers nothing; captures still do. */
    void silence() {
        host.inside(() -> {
            clsact().silence();
            return index;
        });
    }

    private synchronized Clsact clsact() {
        Clsact known = clsact;
        if (known == null) {
            known = new Clsact(hooked());
            clsact = known;
        }
        return known;
    }

    HookedInterface hooked() {
        return new HookedInterface(toString(), index, host.socket());
    }

    @Override
    public void send(byte[] frame) {
        sender.send(frame);
    }

    @Override
    public Capture capture() {
        return host.observe(new LocalCapture(this));
    }

    @Override
    public synchronized XskSocket xskSocket() {
        LocalXskSocket made = host.observe(LocalXskSocket.make(this, xskSocket));
        xskSocket = made;
        return made;
    }

    /** Ends what was opened to send, and what the lab itself attached. */
    void close() {
        sender.close();
        stopPassing();
    }

    @Override
    public String toString() {
        return name + " of " + host;
    }
}
