package io.bpftest.engine.fork.vm;

import io.bpftest.error.EnvironmentException;
import io.bpftest.error.Problem;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** The emulator, and what it is started with. */
final class Qemu {

    /** More do not make a machine that runs tests faster. */
    private static final int MOST_PROCESSORS = 4;

    /**
     * Starts a program so that it ends within two seconds of this JVM, however that ends: in a session of its own, whose
     * other process looks each second. It tells by numbers of processes that are its parent and itself, and ends its own
     * group, so that it can hit no other.
     */
    private static final String TETHER = "{ while kill -0 $$ && kill -0 $PPID; do sleep 1; done; kill -9 0; } "
            + "</dev/null >/dev/null 2>&1 & exec \"$@\"";

    /**
     * Emulated, the kernel's defences against other tenants of a processor cost much and defend nothing. LSM programs need
     * their place in the list. What the kernel does not survive ends the machine at once. Its timers are not tried: on a busy
     * host they come late, at which 6.1 panicked and 7.3 was seen to hang.
     */
    private static final String KERNEL_OPTIONS =
            "console=ttyS0 panic=-1 oops=panic mitigations=off lsm=capability,bpf random.trust_cpu=on "
                    + "hpet=disable no_timer_check";

    private static final Path HOSTS_ROOT = Path.of("/");

    private final Path program;

    private Qemu(Path program) {
        this.program = program;
    }

    /**
     * Finds it.
     *
     * @param name its name, or its path
     * @throws EnvironmentException if it is missing
     */
    static Qemu of(String name) {
        String machine = System.getProperty("os.name") + " on " + System.getProperty("os.arch");
        if (!machine.equals("Linux on amd64")) {
            throw new EnvironmentException(new Problem(
                    "No virtual machine can be started: it would boot from this machine's files",
                    machine,
                    "Linux on amd64",
                    "run the tests in a container, or on such a machine"));
        }
        return new Qemu(HostPrograms.find(name)
                .orElseThrow(() -> new EnvironmentException(new Problem(
                        "No virtual machine can be started: QEMU is missing",
                        "no " + name + (name.contains("/") ? "" : " in PATH"),
                        "qemu-system-x86_64",
                        "install the package qemu-system-x86 (Debian, Ubuntu) or qemu-system-x86-core (Fedora), or set"
                                + " bpftest.vm.qemu"))));
    }

    /** Where it is. */
    Path program() {
        return program;
    }

    /** Gives the command; its input and output are the machine's channels, its error output is the machine's console. */
    List<String> command(KernelImage kernel, Path initramfs, VmSettings settings, boolean kvm) {
        List<String> command = new ArrayList<>(List.of("setsid", "/bin/sh", "-c", TETHER, "sh", program.toString()));
        add(command, "-nodefaults -no-user-config -display none -no-reboot -cpu max");
        add(command, kvm ? "-accel kvm" : "-accel tcg,thread=multi");
        add(command, "-smp " + settings.processors().orElse(kvm ? mostProcessors() : 1));
        add(command, "-m " + settings.memory());
        add(command, "-chardev file,id=console,path=/dev/stderr -serial chardev:console");
        add(command, "-device virtio-serial-pci");
        add(command, "-chardev stdio,id=commands,signal=off");
        add(command, "-device virtserialport,chardev=commands,name=io.bpftest.commands");
        add(command, "-chardev file,id=events,path=/dev/stdout");
        add(command, "-device virtserialport,chardev=events,name=io.bpftest.events");
        command.addAll(shared("root", settings.root().orElse(HOSTS_ROOT)));
        if (settings.root().isPresent()) {
            command.addAll(shared("host", HOSTS_ROOT));
        }
        command.addAll(List.of("-kernel", kernel.image().toString(), "-initrd", initramfs.toString()));
        command.addAll(List.of("-append", KERNEL_OPTIONS));
        return command;
    }

    /** Files that the machine may mount by a name. A comma ends a path, unless there are two. */
    private static List<String> shared(String name, Path folder) {
        String path = folder.toString().replace(",", ",,");
        return List.of(
                "-virtfs",
                "local,path=" + path + ",mount_tag=" + name + ",security_model=none,readonly=on,multidevs=remap");
    }

    /** An emulated machine has one: with more, each atomic instruction and each change of page tables costs far more. */
    private static int mostProcessors() {
        return Math.min(Runtime.getRuntime().availableProcessors(), MOST_PROCESSORS);
    }

    private static void add(List<String> command, String words) {
        command.addAll(List.of(words.split(" ")));
    }
}
