package io.bpftest.junit;

import io.bpftest.error.BpfException;
import io.bpftest.file.TestModule;
import io.bpftest.packet.Captures;
import io.bpftest.spi.CurrentTest;
import java.lang.reflect.Method;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.extension.ExtensionContext;

/**
 * The packets that a property was found not to hold for, in a capture of the module's: to be kept with the sources, so that
 * they run first from then on, everywhere.
 */
final class FoundPackets {

    private static final String FOLDER = "src/test/resources";

    private final Path file;

    private FoundPackets(Path file) {
        this.file = file;
    }

    /** Names the capture after the test: {@code src/test/resources/<package>/found/<class>.<method>.pcap}. */
    static FoundPackets of(ExtensionContext context, Method method) {
        Class<?> testClass = context.getRequiredTestClass();
        String className =
                testClass.getName().substring(testClass.getPackageName().length());
        String name = className.replace(".", "").replace('$', '.') + "." + method.getName() + ".pcap";
        return new FoundPackets(new TestModule(testClass)
                .folder()
                .resolve(FOLDER)
                .resolve(testClass.getPackageName().replace('.', '/'))
                .resolve("found")
                .resolve(name));
    }

    /**
     * Gives the packets, none if there is no such capture.
     *
     * @throws io.bpftest.error.PacketException if it is damaged
     */
    List<byte[]> read() {
        return Files.isRegularFile(file) ? Captures.readBytes(file) : List.of();
    }

    /**
     * Adds a packet and never fails.
     *
     * @return where it is, or why it is not
     */
    String add(byte[] packet) {
        try {
            List<byte[]> all = new ArrayList<>(read());
            if (all.stream().noneMatch(known -> Arrays.equals(known, packet))) {
                all.add(packet);
            }
            Captures.write(CurrentTest.get().folders().get().written(file), all);
            return this + ", which runs first from now on; keep it with the sources";
        } catch (BpfException e) {
            return "not saved: " + e.problem().subject() + ", " + e.problem().found();
        }
    }

    /** Saves a packet and those before it in the report folder; gives the file, or why there is none. */
    String saveSequence(List<byte[]> before, byte[] packet) {
        try {
            List<byte[]> all = new ArrayList<>(before);
            all.add(packet);
            CurrentTest test = CurrentTest.get();
            Path written = test.folder().resolve(test.methodName() + ".pcap");
            Captures.write(written, all);
            return CurrentTest.shown(written) + ", all packets up to it";
        } catch (BpfException e) {
            return "not saved: " + e.problem().subject() + ", " + e.problem().found();
        }
    }

    @Override
    public String toString() {
        return CurrentTest.shown(file);
    }
}
