package io.bpftest.engine.feature;

import io.bpftest.engine.ffi.LibBpf;
import io.bpftest.engine.ffi.Native;
import io.bpftest.engine.ffi.NativeMemory;
import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * The running kernel's BTF, open in libbpf, with that of its loaded modules.
 *
 * <p>Layouts and numbers are those of {@code linux/btf.h}.
 */
final class KernelBtf implements AutoCloseable {

    private static final Path FOLDER = Path.of("/sys/kernel/btf");

    private static final int KIND_ENUM = 6;
    private static final int KIND_FUNCTION = 12;
    private static final int KIND_TAG = 17;
    private static final int HEADER_SIZE = 12;
    private static final int ENUMERATOR_SIZE = 8;

    private final LibBpf libbpf = Native.libbpf();
    private final long vmlinux;
    private final List<Long> modules = new ArrayList<>();

    /** Opens it; without any, it is empty. */
    KernelBtf() {
        vmlinux = libbpf.btf__load_vmlinux_btf();
        if (vmlinux != 0) {
            moduleNames().forEach(this::openModule);
        }
    }

    /** The enumerators of an enum by number; none if the kernel has no BTF, or no such enum in it. */
    Map<Integer, String> enumerators(String name) {
        Map<Integer, String> byNumber = new TreeMap<>();
        int id = vmlinux == 0 ? 0 : libbpf.btf__find_by_name_kind(vmlinux, name, KIND_ENUM);
        if (id > 0) {
            long type = libbpf.btf__type_by_id(vmlinux, id);
            for (int i = 0; i < (NativeMemory.getInt(type + 4) & 0xffff); i++) {
                long entry = type + HEADER_SIZE + (long) i * ENUMERATOR_SIZE;
                // The first name of a number: an alias, or the end of the list, may follow it.
                byNumber.putIfAbsent(NativeMemory.getInt(entry + 4), name(vmlinux, entry));
            }
        }
        return byNumber;
    }

    /** The functions tagged as kfuncs; none where the kernel's build does not tag them. */
    Set<String> kfuncs() {
        Set<String> names = new HashSet<>();
        if (vmlinux != 0) {
            int first = libbpf.btf__type_cnt(vmlinux);
            addTagged(vmlinux, 1, names);
            modules.forEach(module -> addTagged(module, first, names));
        }
        return names;
    }

    /** Tells whether the kernel or a module has a function of this name, kfunc or not. */
    boolean hasFunction(String name) {
        return vmlinux != 0
                && (libbpf.btf__find_by_name_kind(vmlinux, name, KIND_FUNCTION) > 0
                        || modules.stream()
                                .anyMatch(module -> libbpf.btf__find_by_name_kind(module, name, KIND_FUNCTION) > 0));
    }

    /** Tells whether there is any. */
    boolean exists() {
        return vmlinux != 0;
    }

    @Override
    public void close() {
        modules.forEach(libbpf::btf__free);
        if (vmlinux != 0) {
            libbpf.btf__free(vmlinux);
        }
    }

    private void addTagged(long btf, int first, Set<String> names) {
        for (int id = first; id < libbpf.btf__type_cnt(btf); id++) {
            long type = libbpf.btf__type_by_id(btf, id);
            if ((NativeMemory.getInt(type + 4) >>> 24 & 0x1f) == KIND_TAG && "bpf_kfunc".equals(name(btf, type))) {
                names.add(name(btf, libbpf.btf__type_by_id(btf, NativeMemory.getInt(type + 8))));
            }
        }
    }

    private String name(long btf, long type) {
        @Nullable String name = libbpf.btf__name_by_offset(btf, NativeMemory.getInt(type));
        return name == null ? "" : name;
    }

    private void openModule(String name) {
        long module = libbpf.btf__load_module_btf(name, vmlinux);
        // A module may be unloaded between listing and opening.
        if (module != 0) {
            modules.add(module);
        }
    }

    private static List<String> moduleNames() {
        List<String> names = new ArrayList<>();
        if (Files.isDirectory(FOLDER)) {
            try (DirectoryStream<Path> files = Files.newDirectoryStream(FOLDER)) {
                files.forEach(file -> names.add(file.getFileName().toString()));
            } catch (IOException e) {
                return List.of();
            }
        }
        names.remove("vmlinux");
        return names;
    }
}
