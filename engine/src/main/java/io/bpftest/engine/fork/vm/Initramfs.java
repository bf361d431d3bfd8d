package io.bpftest.engine.fork.vm;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.bpftest.error.EnvironmentException;
import io.bpftest.error.Problem;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;

/**
 * The first root of a virtual machine, which mounts this machine's files: a shell and its kin of this machine, and the
 * kernel's modules for that. Made once for each kernel, and anew when anything of it changes.
 */
final class Initramfs {

    private static final String INIT = "init";
    private static final List<String> MODULES =
            List.of("virtio_pci", "virtio_console", "9pnet_virtio", "9p", "overlay");
    private static final List<String> FOLDERS = List.of("dev", "proc", "sys", "run", "root", "scratch", "modules");

    private final KernelImage kernel;
    private final Path folder;

    /** Will keep it in the folder {@code initramfs} of the cache folder. */
    Initramfs(KernelImage kernel, Path cache) {
        this.kernel = kernel;
        this.folder = cache.resolve("initramfs");
    }

    /**
     * Gives its file, once it is there.
     *
     * @throws EnvironmentException if it cannot be made
     */
    Path file() {
        try {
            Map<String, Path> programs = HostPrograms.files();
            Path modules = kernel.modules();
            List<Path> loaded = modules == null ? List.of() : new ModuleList(kernel, modules).files(MODULES);
            byte[] init = init();
            Path file = folder.resolve(kernel.release() + "-" + key(init, programs, loaded) + ".cpio");
            if (!Files.exists(file)) {
                make(file, init, programs, loaded);
            }
            return file;
        } catch (IOException e) {
            throw new EnvironmentException(
                    new Problem(
                            "What a virtual machine boots from cannot be made",
                            e.toString(),
                            "modules that this user may read, and a file of some 15 MB in " + folder,
                            "free disk space, correct the rights, or set bpftest.cache.dir to another folder"),
                    e);
        }
    }

    private void make(Path file, byte[] init, Map<String, Path> programs, List<Path> modules) throws IOException {
        Files.createDirectories(folder);
        // Several JVMs may make it at once; each makes its own, and the last stays.
        Path made = Files.createTempFile(folder, "", ".tmp");
        try {
            try (OutputStream out = new BufferedOutputStream(Files.newOutputStream(made), 1 << 16)) {
                write(new CpioWriter(out), init, programs, modules);
            }
            Files.move(made, file, StandardCopyOption.ATOMIC_MOVE);
        } finally {
            Files.deleteIfExists(made);
        }
    }

    private static void write(CpioWriter archive, byte[] init, Map<String, Path> programs, List<Path> modules)
            throws IOException {
        for (String path : FOLDERS) {
            archive.folder(path);
        }
        archive.file(INIT, init);
        for (Map.Entry<String, Path> program : programs.entrySet()) {
            archive.file(program.getKey(), Files.readAllBytes(program.getValue()));
        }
        // It acts as its name says.
        archive.link("bin/insmod", "kmod");
        StringBuilder order = new StringBuilder();
        for (Path module : modules) {
            archive.file("modules/" + module.getFileName(), Files.readAllBytes(module));
            order.append(module.getFileName()).append('\n');
        }
        archive.file("modules/order", order.toString().getBytes(UTF_8));
        archive.end();
    }

    /** Follows from all that goes in. */
    private static String key(byte[] init, Map<String, Path> programs, List<Path> modules) throws IOException {
        try {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            digest.update(init);
            for (Map.Entry<String, Path> program : programs.entrySet()) {
                digest.update((program.getKey() + version(program.getValue())).getBytes(UTF_8));
            }
            for (Path module : modules) {
                digest.update(version(module).getBytes(UTF_8));
            }
            return HexFormat.of().formatHex(digest.digest(), 0, 8);
        } catch (NoSuchAlgorithmException e) {
            throw new AssertionError("every Java has SHA-256", e);
        }
    }

    private static String version(Path file) throws IOException {
        return file + " " + Files.size(file) + " " + Files.getLastModifiedTime(file) + "\n";
    }

    private static byte[] init() throws IOException {
        try (InputStream in = Initramfs.class.getResourceAsStream(INIT)) {
            if (in == null) {
                throw new IllegalStateException(INIT + " is missing in the engine's jar");
            }
            return in.readAllBytes();
        }
    }
}
