package io.bpftest.engine.attach;

import io.bpftest.engine.ffi.Errno;
import io.bpftest.engine.kernel.OwnProgram;
import io.bpftest.engine.netlink.Addresses;
import io.bpftest.engine.netlink.Addresses.Encapsulation;
import io.bpftest.engine.netlink.Addresses.Route;
import io.bpftest.engine.netlink.Answer;
import io.bpftest.engine.netlink.Request;
import io.bpftest.error.AttachException;
import io.bpftest.error.FeatureMissingException;
import io.bpftest.error.Problem;
import io.bpftest.lab.Attachment;
import io.bpftest.program.Program;
import io.bpftest.program.ProgramType;
import java.util.function.Function;

/** Programs of routes: light-weight tunnels ({@code linux/lwtunnel.h}, {@code linux/seg6_local.h}). */
public final class RoutePrograms {

    private static final int LWTUNNEL_ENCAP_BPF = 6;
    private static final int LWTUNNEL_ENCAP_SEG6_LOCAL = 7;
    private static final int LWT_BPF_IN = 1;
    private static final int LWT_BPF_OUT = 2;
    private static final int LWT_BPF_XMIT = 3;
    private static final int PROG_FD = 1;
    private static final int PROG_NAME = 2;
    private static final int SEG6_LOCAL_ACTION = 1;
    private static final int SEG6_LOCAL_ACTION_END_BPF = 15;
    private static final int SEG6_LOCAL_BPF = 8;

    private RoutePrograms() {}

    /** A program by its descriptor and name, in an attribute of its kind. */
    private record Through(int type, int descriptor, String name, int attribute) implements Encapsulation {
        @Override
        public void describe(Request request) {
            if (type == LWTUNNEL_ENCAP_SEG6_LOCAL) {
                request.put(SEG6_LOCAL_ACTION, SEG6_LOCAL_ACTION_END_BPF);
            }
            request.nest(attribute)
                    .put(PROG_FD, descriptor)
                    .put(PROG_NAME, name)
                    .end();
        }
    }

    /**
     * Adds a route through a program.
     *
     * @param addresses the routes of the host
     * @param route makes the route with what describes the program
     * @param words the route in words
     */
    public static Attachment attach(
            Program program, Addresses addresses, Function<Encapsulation, Route> route, String words) {
        ProgramType type = program.info().type();
        boolean seg6 = type == ProgramType.LWT_SEG6LOCAL;
        int attribute =
                switch (type) {
                    case LWT_IN -> LWT_BPF_IN;
                    case LWT_OUT -> LWT_BPF_OUT;
                    case LWT_XMIT -> LWT_BPF_XMIT;
                    default -> SEG6_LOCAL_BPF;
                };
        Route made = route.apply(new Through(
                seg6 ? LWTUNNEL_ENCAP_SEG6_LOCAL : LWTUNNEL_ENCAP_BPF,
                OwnProgram.of(program).descriptor(),
                program.info().name(),
                attribute));
        Answer answer = addresses.add(made);
        if (answer.error() != 0) {
            throw refused(program, words, answer);
        }
        Route bare = new Route(made.destination(), made.prefix(), made.gateway(), made.index(), null);
        return new Held(program, words + ", " + type, () -> addresses.delete(bare));
    }

    private static RuntimeException refused(Program program, String words, Answer answer) {
        String subject = program + " cannot be attached to the " + words;
        String found = "the kernel says " + answer.text();
        if (Errno.EOPNOTSUPP.is(answer.error())) {
            return new FeatureMissingException(new Problem(
                    subject,
                    found,
                    "a kernel with programs of routes (CONFIG_LWTUNNEL_BPF, CONFIG_IPV6_SEG6_BPF)",
                    "use another kernel"));
        }
        return new AttachException(new Problem(
                subject,
                Errno.EEXIST.is(answer.error()) ? "there already is such a route; " + found : found,
                "a network that the host has no route to yet, and a gateway that it reaches",
                "correct the route"));
    }
}
