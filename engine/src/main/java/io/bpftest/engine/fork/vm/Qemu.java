package io.bpftest.engine.fork.vm;

import io.bpftest.error.EnvironmentException;
import io.bpftest.error.Problem;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** The emulator, and what it is started with. */
final class Qemu {

    /** As few as tests of concurrency need, as many as soon no longer make a machine faster. */
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
     * their place in the list. What the kernel does not survive ends the machine at once.
     */
    private static final String KERNEL_OPTIONS =
            "console=ttyS0 panic=-1 oops=panic mitigations=off lsm=capability,bpf random.trust_cpu=on";

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
        return new Qemu(HostPrograms.find(name)
                .orElseThrow(() -> new EnvironmentException(new Problem(
                        "No virtual machine can be started: QEMU is missing",
                        "no " + name + (name.contains("/") ? "" : " in PATH"),
                        "qemu-system-x86_64, 5.2 or newer",
                        "install the package qemu-system-x86 (Debian, Ubuntu) or qemu-system-x86-core (Fedora), or set"
                                + " bpftest.vm.qemu"))));
    }

    /** Where it is. */
    Path program() {
        return program;
    }

    /** Gives the command; its input and output are the machine's channels, its error output is the machine's console. */
    List<String> command(KernelImage kernel, Path initramfs, int memory, boolean kvm) {
        List<String> command = new ArrayList<>(List.of("setsid", "/bin/sh", "-c", TETHER, "sh", program.toString()));
        add(command, "-nodefaults -no-user-config -display none -no-reboot -cpu max");
        add(command, kvm ? "-accel kvm" : "-accel tcg,thread=multi");
        add(command, "-smp " + Math.min(Runtime.getRuntime().availableProcessors(), MOST_PROCESSORS));
        add(command, "-m " + memory);
        add(command, "-chardev file,id=console,path=/dev/stderr -serial chardev:console");
        add(command, "-device virtio-serial-pci");
        add(command, "-chardev stdio,id=commands,signal=off");
        add(command, "-device virtserialport,chardev=commands,name=io.bpftest.commands");
        add(command, "-chardev file,id=events,path=/dev/stdout");
        add(command, "-device virtserialport,chardev=events,name=io.bpftest.events");
        add(command, "-virtfs local,path=/,mount_tag=host,security_model=none,readonly=on,multidevs=remap");
        command.addAll(List.of("-kernel", kernel.image().toString(), "-initrd", initramfs.toString()));
        command.addAll(List.of("-append", KERNEL_OPTIONS));
        return command;
    }

    private static void add(List<String> command, String words) {
        command.addAll(List.of(words.split(" ")));
    }
}
