package io.bpftest.lab;

import io.bpftest.map.BpfMapHandle;
import io.bpftest.program.KprobeProgram;
import io.bpftest.program.PerfEventProgram;
import io.bpftest.program.Program;
import io.bpftest.program.RawTracepointProgram;
import io.bpftest.program.RawTracepointWritableProgram;
import io.bpftest.program.StructOpsProgram;
import io.bpftest.program.TracepointProgram;
import io.bpftest.program.TracingProgram;
import java.nio.file.Path;
import java.util.List;

/**
 * Programs at events of the kernel and of processes, for one test, and what makes such events happen. A test takes one as
 * a parameter, or calls {@link io.bpftest.Bpf#tracing}; all is detached with it, and with the object of the program.
 *
 * <pre>{@code
 * @Test
 * void seesExecs(@BpfProgram("on_exec") TracepointProgram program,
 *                @BpfMap("execs") RingBuffer<Exec> execs, Tracing tracing) {
 *     tracing.attach(program);
 *
 *     ExecResult ls = tracing.execute(Path.of("/bin/true"));
 *
 *     assertThat(execs).from(tracing).where(exec -> exec.pid() == ls.processId()).receivesExactly(1);
 * }
 * }</pre>
 *
 * <p>Such programs see what all processes of the machine do. All that this makes happen, it does in one thread, so that
 * {@link #threadId} and {@link #processId} tell it from the rest: a program compares them with a global variable, or the
 * assertion takes only such events ({@code where}). Java code runs in that thread too; commands are processes of their
 * own. What happens in a call has happened, and its events have been sent, when the call is back.
 *
 * <p>Where a kernel lacks or forbids a kind of event, the error names it; LSM, {@code fmod_ret} and struct_ops programs act
 * on all processes and belong into a virtual machine.
 */
public interface Tracing extends TestBed, CodeRunner, SystemCalls {

    /**
     * Attaches a program where its section says: {@code kprobe}, {@code kretprobe}, {@code ksyscall}, {@code kprobe.multi},
     * {@code uprobe}, {@code uretprobe}, {@code usdt}, {@code tp}, {@code raw_tp}, {@code raw_tp.w}, {@code tp_btf}, {@code
     * fentry}, {@code fexit}, {@code fmod_ret}, {@code lsm}, {@code freplace}; a {@code struct_ops} program with the only
     * struct_ops map of its object.
     *
     * @throws io.bpftest.error.AttachException if the section names no place, or one that is not there: gives the nearest
     *     name there is; or if the kernel does not let the function be traced
     * @throws io.bpftest.error.FeatureMissingException if the kernel cannot do this, such as one without kprobes
     * @throws io.bpftest.error.PrivilegeException if this process may not attach
     */
    Attachment attach(Program program);

    /** Attaches to a function of the kernel; otherwise as {@link #attach(Program)}. Linux 4.17. */
    Attachment attach(KprobeProgram program, KernelFunction function);

    /**
     * Attaches to many functions of the kernel with one link; for programs of section {@code kprobe.multi}; otherwise as
     * {@link #attach(Program)}. Linux 5.18.
     */
    Attachment attach(KprobeProgram program, KernelFunctions functions);

    /** Attaches to a function of a program or library; otherwise as {@link #attach(Program)}. Linux 4.17. */
    Attachment attach(KprobeProgram program, UserFunction function);

    /** Attaches to a probe that a program or library declares; otherwise as {@link #attach(Program)}. Linux 4.20. */
    Attachment attach(KprobeProgram program, Usdt probe);

    /**
     * Attaches to a tracepoint; otherwise as {@link #attach(Program)}.
     *
     * @param category such as {@code sched}
     * @param name such as {@code sched_process_exec}
     */
    Attachment attach(TracepointProgram program, String category, String name);

    /** Attaches to a raw tracepoint, such as {@code sched_switch}; otherwise as {@link #attach(Program)}. */
    Attachment attach(RawTracepointProgram program, String name);

    /** As {@link #attach(RawTracepointProgram, String)}; Linux 5.2. */
    Attachment attach(RawTracepointWritableProgram program, String name);

    /** Attaches to a clock of the thread that {@link #run} and its kin use; otherwise as {@link #attach(Program)}. */
    Attachment attach(PerfEventProgram program, SoftwareClock clock);

    /**
     * Registers a struct_ops map of the program's object: the kernel can then use what its programs implement.
     *
     * @param map the map's name; an object's only one is taken by {@link #attach(Program)}
     */
    Attachment attach(StructOpsProgram program, String map);

    /**
     * Runs an iterator ({@code iter/...}) over all that the kernel has of its kind, and gives what it writes. Linux 5.8.
     *
     * @throws io.bpftest.error.AttachException if the program is no iterator
     */
    String read(TracingProgram iterator);

    /** As {@link #read(TracingProgram)}, over the elements of a map ({@code iter/bpf_map_elem}). Linux 5.9. */
    String read(TracingProgram iterator, BpfMapHandle map);

    /** What is attached, in the order it was attached. */
    List<Attachment> attachments();

    /**
     * The number of this process, as {@code bpf_get_current_pid_tgid() >> 32} gives it: that of the machine, also in a
     * container.
     */
    int processId();

    /**
     * The number of the thread that all is done in, as the lower half of {@code bpf_get_current_pid_tgid()}. It stays the
     * same as long as no code is given up.
     */
    int threadId();

    /** Has the C library's function {@code getpid} called, and with it the system call. Never fails by itself. */
    CallResult getpid();

    /** Makes an array of one element with {@code bpf(2)}, and closes it: for programs that decide about such calls. */
    CallResult createMap();

    /**
     * Starts a program in a process of its own, with nothing to read and its output thrown away, and waits for it, 10
     * seconds at most: one {@code execve}, which may be refused.
     *
     * @param program its file
     * @param arguments those behind its name
     * @throws io.bpftest.error.HostCodeException if it takes too long: it is killed then
     */
    ExecResult execute(Path program, String... arguments);
}
