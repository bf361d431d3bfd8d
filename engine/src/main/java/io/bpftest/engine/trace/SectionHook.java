package io.bpftest.engine.trace;

import io.bpftest.error.AttachException;
import io.bpftest.error.Problem;
import io.bpftest.lab.Attachment;
import io.bpftest.lab.KernelFunction;
import io.bpftest.lab.KernelFunctions;
import io.bpftest.lab.Usdt;
import io.bpftest.lab.UserFunction;
import io.bpftest.program.Program;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/**
 * Where a program's section says that it is to be attached, as libbpf reads sections ({@code section_defs} in its {@code
 * libbpf.c}): a kind, and behind the first slash what it depends on.
 */
enum SectionHook {
    KPROBE("kprobe/FUNCTION[+OFFSET]", false, (program, at) -> KernelProbes.attach(program, kernel(at))),
    KRETPROBE(
            "kretprobe/FUNCTION",
            false,
            (program, at) -> KernelProbes.attach(program, kernel(at).atReturn())),
    KPROBE_MULTI(
            "kprobe.multi/PATTERN", false, (program, at) -> KernelProbes.attach(program, KernelFunctions.matching(at))),
    KRETPROBE_MULTI(
            "kretprobe.multi/PATTERN",
            false,
            (program, at) ->
                    KernelProbes.attach(program, KernelFunctions.matching(at).atReturn())),
    KSYSCALL("ksyscall/CALL", false, (program, at) -> KernelProbes.attach(program, KernelFunction.ofSystemCall(at))),
    KRETSYSCALL(
            "kretsyscall/CALL",
            false,
            (program, at) ->
                    KernelProbes.attach(program, KernelFunction.ofSystemCall(at).atReturn())),
    UPROBE("uprobe/FILE:FUNCTION[+OFFSET]", false, (program, at) -> UserProbes.attach(program, user(program, at))),
    URETPROBE(
            "uretprobe/FILE:FUNCTION",
            false,
            (program, at) -> UserProbes.attach(program, user(program, at).atReturn())),
    USDT("usdt/FILE:PROVIDER:NAME", false, (program, at) -> UserProbes.attach(program, usdt(program, at))),
    TP("tp/CATEGORY/NAME", false, Tracepoints::attach),
    TRACEPOINT("tracepoint/CATEGORY/NAME", false, Tracepoints::attach),
    RAW_TP("raw_tp/NAME", false, Tracepoints::attachRaw),
    RAW_TRACEPOINT("raw_tracepoint/NAME", false, Tracepoints::attachRaw),
    RAW_TP_W("raw_tp.w/NAME", false, Tracepoints::attachRaw),
    RAW_TRACEPOINT_W("raw_tracepoint.w/NAME", false, Tracepoints::attachRaw),
    TP_BTF("tp_btf/NAME", false, (program, at) -> BtfHooks.attach(program, "BTF tracepoint " + at)),
    FENTRY("fentry/FUNCTION", false, (program, at) -> BtfHooks.attach(program, "entry of " + at)),
    FEXIT("fexit/FUNCTION", false, (program, at) -> BtfHooks.attach(program, "exit of " + at)),
    FMOD_RET("fmod_ret/FUNCTION", false, (program, at) -> BtfHooks.attach(program, "return value of " + at)),
    LSM("lsm/HOOK", false, (program, at) -> BtfHooks.attach(program, "security hook " + at)),
    FREPLACE(
            "freplace/FUNCTION",
            true,
            (program, at) ->
                    BtfHooks.attach(program, at.isEmpty() ? "the function it was loaded for" : "function " + at)),
    STRUCT_OPS("struct_ops/OPERATION", true, (program, at) -> StructOpsMap.attachOnly(program));

    private final String form;
    private final String kind;
    private final boolean mayStandAlone;
    private final How how;

    SectionHook(String form, boolean mayStandAlone, How how) {
        this.form = form;
        this.kind = form.substring(0, form.indexOf('/'));
        this.mayStandAlone = mayStandAlone;
        this.how = how;
    }

    private interface How {
        Attachment attach(Program program, String at);
    }

    /**
     * Attaches a program where its section says.
     *
     * @throws AttachException if it says nothing, or no place of this kind
     */
    static Attachment attach(Program program) {
        String section = program.info().section();
        int slash = section.indexOf('/');
        // Programs that may sleep: fentry.s and its kin.
        String kind = (slash < 0 ? section : section.substring(0, slash)).replaceFirst("\\.s$", "");
        String at = slash < 0 ? "" : section.substring(slash + 1);
        for (SectionHook hook : values()) {
            if (hook.kind.equals(kind) && (hook.mayStandAlone || !at.isEmpty())) {
                return hook.how.attach(program, at);
            }
        }
        throw unsaid(program, "a section that names the place: " + forms(program), remedy(kind));
    }

    private static String remedy(String kind) {
        return switch (kind) {
            case "perf_event" -> "name the clock: attach(program, SoftwareClock.task(Duration.ofMillis(1)))";
            case "iter" -> "an iterator is not attached but read: tracing.read(program)";
            case "xdp", "tc", "tcx", "netfilter", "sk_lookup", "flow_dissector", "lwt_xmit", "lwt_in", "lwt_out" ->
                "attach it to a host or an interface of a Lab (docs/lab.md)";
            case "cgroup", "cgroup_skb", "sockops", "sk_skb", "sk_msg", "sk_reuseport", "socket", "lsm_cgroup" ->
                "attach it to a Cgroup (docs/cgroups.md)";
            default -> "name the place in the section, or beside the program: attach(program, ...)";
        };
    }

    private static String forms(Program program) {
        String type = program.info().type().name().toLowerCase(Locale.ROOT);
        List<String> all = Arrays.stream(values()).map(hook -> hook.form).toList();
        List<String> fitting = all.stream()
                .filter(form -> form.startsWith(type.substring(0, Math.min(3, type.length()))))
                .toList();
        return (fitting.isEmpty() ? all : fitting).stream().collect(Collectors.joining(", "));
    }

    private static KernelFunction kernel(String at) {
        int plus = at.indexOf('+');
        return plus < 0
                ? KernelFunction.of(at)
                : KernelFunction.of(at.substring(0, plus)).plus(Long.decode(at.substring(plus + 1)));
    }

    private static UserFunction user(Program program, String at) {
        int colon = at.lastIndexOf(':');
        int plus = at.lastIndexOf('+');
        if (colon < 0) {
            throw malformed(program, UPROBE);
        }
        return plus < colon
                ? UserFunction.of(at.substring(0, colon), at.substring(colon + 1))
                : UserFunction.of(at.substring(0, colon), at.substring(colon + 1, plus))
                        .plus(Long.decode(at.substring(plus + 1)));
    }

    private static Usdt usdt(Program program, String at) {
        String[] parts = at.split(":");
        if (parts.length != 3) {
            throw malformed(program, USDT);
        }
        return Usdt.of(parts[0], parts[1], parts[2]);
    }

    private static AttachException malformed(Program program, SectionHook hook) {
        return unsaid(
                program, hook.form, "correct the section, or name the place beside the program: attach(program, ...)");
    }

    private static AttachException unsaid(Program program, String required, String remedy) {
        return new AttachException(new Problem(
                "It is not said where " + program + " is to be attached",
                "section \"" + program.info().section() + "\"",
                required,
                remedy));
    }
}
