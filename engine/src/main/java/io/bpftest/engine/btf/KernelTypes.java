package io.bpftest.engine.btf;

import io.bpftest.engine.ffi.Errno;
import io.bpftest.engine.ffi.LibBpf;
import io.bpftest.engine.ffi.LibC;
import io.bpftest.engine.ffi.Native;
import io.bpftest.error.ConfigurationException;
import io.bpftest.error.FeatureMissingException;
import io.bpftest.error.Problem;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/** Writes the running kernel's types as C: {@code vmlinux.h}. */
public final class KernelTypes {

    private static final Path BTF = Path.of("/sys/kernel/btf/vmlinux");

    private KernelTypes() {}

    /**
     * Names the types: the kernel's release and build with the size of its BTF, which no two builds share in practice.
     *
     * @throws FeatureMissingException if the kernel has no BTF
     */
    public static String fingerprint() {
        try {
            String build = Files.readString(Path.of("/proc/sys/kernel/version")).strip();
            long size = Files.readAllBytes(BTF).length;
            return System.getProperty("os.version") + "-" + Integer.toHexString(build.hashCode()) + "-" + size;
        } catch (IOException e) {
            throw missing(e.toString(), e);
        }
    }

    /**
     * Writes the header. libbpf prints through {@code vfprintf} itself, so that half a million pieces of text do not each
     * cost a call into Java.
     *
     * @throws FeatureMissingException if the kernel has no BTF ({@code CONFIG_DEBUG_INFO_BTF})
     */
    public static void writeHeader(Path file) {
        LibBpf libbpf = Native.libbpf();
        long btf = libbpf.btf__load_vmlinux_btf();
        if (btf == 0) {
            throw missing(Errno.text(Native.errno()), null);
        }
        try {
            write(btf, file);
        } finally {
            libbpf.btf__free(btf);
        }
    }

    private static void write(long btf, Path file) {
        LibC libc = Native.libc();
        long stream = libc.fopen(file.toString(), "w");
        if (stream == 0) {
            throw failed(file, Native.errno());
        }
        libc.fputs("#ifndef __VMLINUX_H__\n#define __VMLINUX_H__\n\n", stream);
        libc.fputs("#ifndef BPF_NO_PRESERVE_ACCESS_INDEX\n", stream);
        libc.fputs(
                "#pragma clang attribute push (__attribute__((preserve_access_index)), apply_to = record)\n", stream);
        libc.fputs("#endif\n\n", stream);
        int result = dump(btf, stream);
        libc.fputs("\n#ifndef BPF_NO_PRESERVE_ACCESS_INDEX\n#pragma clang attribute pop\n#endif\n\n#endif\n", stream);
        boolean broken = libc.ferror(stream) != 0;
        if (libc.fclose(stream) != 0 || broken) {
            throw failed(file, Errno.ENOSPC.number());
        }
        if (result < 0) {
            throw failed(file, result);
        }
    }

    private static int dump(long btf, long stream) {
        LibBpf libbpf = Native.libbpf();
        long dump = libbpf.btf_dump__new(btf, Native.addressOfLibc("vfprintf"), stream, 0);
        if (dump == 0) {
            return -Native.errno();
        }
        try {
            for (int id = 1; id < libbpf.btf__type_cnt(btf); id++) {
                int result = libbpf.btf_dump__dump_type(dump, id);
                if (result < 0) {
                    return result;
                }
            }
            return 0;
        } finally {
            libbpf.btf_dump__free(dump);
        }
    }

    private static FeatureMissingException missing(String found, @Nullable Throwable cause) {
        return new FeatureMissingException(
                new Problem(
                        "The running kernel's types cannot be read",
                        found,
                        "a kernel built with CONFIG_DEBUG_INFO_BTF, which has " + BTF,
                        "use such a kernel, or put a vmlinux.h beside the source"),
                cause);
    }

    private static ConfigurationException failed(Path file, int error) {
        return new ConfigurationException(new Problem(
                "The running kernel's types cannot be written",
                file + ": " + Errno.text(error),
                "a writable folder with some 5 MB of space",
                "set bpftest.cache.dir to a folder with space"));
    }
}
