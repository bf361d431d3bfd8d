package io.bpftest.engine.fork.vm;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.bpftest.error.EnvironmentException;
import io.bpftest.error.Problem;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Whether KVM is tried, with processes that only stand for machines. */
class KvmTest {

    @TempDir
    Path folder;

    private final List<String> tried = new ArrayList<>();
    private final List<VmGuest> guests = new ArrayList<>();
    private Path device;
    private boolean kvmBoots;
    private boolean tcgBoots = true;

    @BeforeEach
    void device() throws IOException {
        device = Files.createFile(folder.resolve("kvm-device"));
    }

    @AfterEach
    void close() {
        guests.forEach(VmGuest::close);
    }

    private VmGuest run() {
        return new Kvm(folder, Path.of("/bin/sh"), device)
                .triedFirst(limit -> boot("kvm", kvmBoots), () -> boot("tcg", tcgBoots));
    }

    private VmGuest boot(String how, boolean boots) {
        tried.add(how);
        if (!boots) {
            throw new EnvironmentException(new Problem("it does not boot", "", "", ""));
        }
        try {
            VmGuest guest = new VmGuest(new ProcessBuilder("true").start());
            guests.add(guest);
            return guest;
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    @Test
    void whereNoMachineBootsWithKvmItIsTriedOnce() {
        run();
        run();

        assertThat(tried).containsExactly("kvm", "tcg", "tcg");
    }

    @Test
    void whereMachinesBootWithKvmTheyGoOnToDoSo() {
        kvmBoots = true;
        run();
        run();

        assertThat(tried).containsExactly("kvm", "kvm");
    }

    @Test
    void aKernelThatNeverBootsSaysNothingAboutKvm() {
        tcgBoots = false;
        assertThatThrownBy(this::run).isInstanceOf(EnvironmentException.class);
        tcgBoots = true;
        kvmBoots = true;
        run();

        assertThat(tried).containsExactly("kvm", "tcg", "kvm");
    }

    @Test
    void withoutTheDeviceItIsNotTried() throws IOException {
        Files.delete(device);
        run();

        assertThat(tried).containsExactly("tcg");
    }

    @Test
    void theTryHasAShortLimit() {
        List<Duration> limits = new ArrayList<>();
        new Kvm(folder, Path.of("/bin/sh"), device)
                .triedFirst(
                        limit -> {
                            limits.add(limit);
                            return boot("kvm", true);
                        },
                        () -> boot("tcg", true));

        assertThat(limits).singleElement().satisfies(limit -> assertThat(limit).isLessThan(Duration.ofMinutes(1)));
    }
}
