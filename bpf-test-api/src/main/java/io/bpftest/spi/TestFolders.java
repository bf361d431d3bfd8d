package io.bpftest.spi;

import io.bpftest.error.MachineException;
import io.bpftest.error.Problem;
import io.bpftest.file.TestModule;
import java.io.IOException;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;

/**
 * Where what a test leaves goes.
 *
 * @param module the folder of its module
 * @param sources where files lie that belong to the test's source
 * @param reports where failures leave something, such as {@code target/bpf-test}
 * @param approve whether what tests see is to be approved, and so written into files beside their sources
 */
public record TestFolders(Path module, Path sources, Path reports, boolean approve) {

    /** The folder within that of reports where a test puts files for its sources that runs where these cannot be written. */
    public static final String FOR_SOURCES = "sources";

    /** Writes what a file is to hold. */
    @FunctionalInterface
    public interface Content {
        /** Writes it. */
        void write(Writer writer) throws IOException;
    }

    /** Gives the folders of a test class's module. */
    public static TestFolders of(TestModule module, Configuration configuration) {
        Path folder = module.folder();
        return new TestFolders(folder, module.sources(), configuration.reportFolder(folder), configuration.approve());
    }

    /**
     * Puts a file beside the test's source, over one of that name and at once as a whole; in a container or a virtual machine where
     * the host takes it from.
     *
     * @return the file
     * @throws MachineException if it cannot be written
     */
    public Path keep(String name, Content content) {
        Path file = sources.resolve(name);
        Path written = written(file);
        try {
            Files.createDirectories(written.getParent());
            Path part = Files.createTempFile(written.getParent(), "." + name, null);
            try (Writer writer = Files.newBufferedWriter(part)) {
                content.write(writer);
            }
            Files.move(part, written, StandardCopyOption.REPLACE_EXISTING, StandardCopyOption.ATOMIC_MOVE);
        } catch (IOException e) {
            throw new MachineException(
                    new Problem(
                            "The file " + name + " cannot be put beside the test's source",
                            e.toString(),
                            "a folder that can be written: " + written.getParent(),
                            "correct the folder's rights, or make room"),
                    e);
        }
        return file;
    }

    /**
     * Tells where to write a file that belongs to the tests' sources: in a container or a virtual machine where the host takes
     * it from.
     *
     * @param file in the module's folder {@code src/test}
     */
    public Path written(Path file) {
        Path whole = file.toAbsolutePath();
        return isElsewhere()
                ? reports.toAbsolutePath()
                        .resolve(FOR_SOURCES)
                        .resolve(module.toAbsolutePath().relativize(whole))
                : whole;
    }

    private static boolean isElsewhere() {
        return switch (GuestEnvironment.current()) {
            case CONTAINER, VM -> true;
            default -> false;
        };
    }
}
