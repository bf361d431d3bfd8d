package io.bpftest.engine.fork.vm;

import io.bpftest.engine.fork.Remembered;
import io.bpftest.error.EnvironmentException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.function.Function;
import java.util.function.Supplier;

/**
 * Whether machines boot with KVM here. That the device is there says little: within a virtual machine it may be there and
 * a guest hang. So the first machine tries, and what came out is remembered for this host, kernel and QEMU.
 */
final class Kvm {

    /** One that works boots in two. */
    private static final Duration LIMIT = Duration.ofSeconds(15);

    private static final String WORKS = "works";
    private static final Path DEVICE = Path.of("/dev/kvm");

    /** Machines that start side by side wait for what the first of them finds out. */
    private static final Object TRYING = new Object();

    private static boolean told;

    private final Path device;
    private final Remembered verdict;

    Kvm(Path cache, Path qemu) {
        this(cache, qemu, DEVICE);
    }

    Kvm(Path cache, Path qemu, Path device) {
        this.device = device;
        this.verdict = Remembered.in(cache.resolve("kvm"), about(qemu));
    }

    /**
     * Boots with it if that works here.
     *
     * @param with boots with it, within the limit or by {@link EnvironmentException}
     * @param without boots without it
     */
    VmGuest triedFirst(Function<Duration, VmGuest> with, Supplier<VmGuest> without) {
        if (!Files.isReadable(device) || !Files.isWritable(device)) {
            tell(Files.exists(device) ? "this user may not use " + device : "there is no " + device);
            return without.get();
        }
        synchronized (TRYING) {
            if (!verdict.exists()) {
                return tried(with, without);
            }
        }
        String known = verdict.read().orElse(verdict.file() + " cannot be read");
        if (known.equals(WORKS)) {
            return with.apply(Duration.ofDays(1));
        }
        tell(known);
        return without.get();
    }

    private VmGuest tried(Function<Duration, VmGuest> with, Supplier<VmGuest> without) {
        try {
            VmGuest guest = with.apply(LIMIT);
            verdict.write(WORKS);
            return guest;
        } catch (EnvironmentException e) {
            // If it does not boot without either, it says nothing about KVM.
            VmGuest guest = without.get();
            String found = "a machine did not boot with KVM within " + LIMIT.toSeconds() + " s";
            verdict.write(found);
            tell(found);
            return guest;
        }
    }

    private static synchronized void tell(String reason) {
        if (!told) {
            told = true;
            System.err.println("bpf-test: virtual machines are emulated (TCG), since " + reason);
        }
    }

    private static String about(Path qemu) {
        String host;
        try {
            host = Files.readString(Path.of("/proc/sys/kernel/hostname")).strip()
                    + Files.size(qemu.toRealPath())
                    + Files.getLastModifiedTime(qemu.toRealPath());
        } catch (IOException e) {
            host = "";
        }
        return host + System.getProperty("os.version") + qemu;
    }
}
