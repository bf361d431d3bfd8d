package io.bpftest.engine.fork.vm;

import io.bpftest.engine.fork.Guest;
import io.bpftest.engine.fork.GuestLaunch;
import io.bpftest.engine.fork.GuestPlace;
import io.bpftest.spi.VmAccelerator;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;

/**
 * Guests in virtual machines with a kernel of one's choice, one for each run. They see this machine's files as this user
 * does, change them only in their own memory, and have no network.
 */
public final class VmPlace implements GuestPlace {

    private final VmSettings settings;
    private final KernelImage kernel;

    /** Will boot machines with this kernel as the settings say. */
    public VmPlace(VmSettings settings, KernelImage kernel) {
        this.settings = settings;
        this.kernel = kernel;
    }

    @Override
    public String name() {
        return "VM with Linux " + kernel.version();
    }

    /** How much memory each machine takes, in MiB. */
    public int memory() {
        return settings.memory();
    }

    @Override
    public Guest start(GuestLaunch launch) {
        SharedFiles.check(launch);
        settings.root().ifPresent(SharedFiles::checkRoot);
        Qemu qemu = Qemu.of(settings.qemu());
        BootHeader.release(kernel.image());
        Path initramfs = new Initramfs(kernel, settings.cache()).file();
        VmGuest guest = booted(qemu, initramfs);
        try {
            guest.tell(GuestScript.of(launch, kernel, settings));
            return guest;
        } catch (IOException e) {
            guest.close();
            throw BootFailure.of(kernel, "ended as soon as it was up: " + e, guest.console(), settings.boot());
        }
    }

    private VmGuest booted(Qemu qemu, Path initramfs) {
        if (settings.accelerator() != VmAccelerator.AUTO) {
            return booted(qemu, initramfs, settings.accelerator() == VmAccelerator.KVM, settings.boot());
        }
        Kvm kvm = new Kvm(settings.cache(), qemu.program());
        return kvm.triedFirst(
                limit -> booted(qemu, initramfs, true, limit.compareTo(settings.boot()) < 0 ? limit : settings.boot()),
                () -> booted(qemu, initramfs, false, settings.boot()));
    }

    private VmGuest booted(Qemu qemu, Path initramfs, boolean kvm, Duration limit) {
        ProcessBuilder builder = new ProcessBuilder(qemu.command(kernel, initramfs, settings, kvm));
        VmGuest guest;
        try {
            guest = new VmGuest(builder.start());
        } catch (IOException e) {
            throw BootFailure.of(kernel, "cannot be started: " + e, "", limit);
        }
        boolean isUp = false;
        try {
            isUp = guest.isUp(limit);
            if (!isUp) {
                String how = guest.isOver() ? guest.ending(limit) : "is not up after " + limit.toSeconds() + " s";
                throw BootFailure.of(kernel, how, guest.console(), limit);
            }
            return guest;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw BootFailure.of(kernel, "was interrupted while it booted", guest.console(), limit);
        } finally {
            if (!isUp) {
                guest.close();
            }
        }
    }
}
