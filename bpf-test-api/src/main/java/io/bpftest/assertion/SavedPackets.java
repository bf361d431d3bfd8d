package io.bpftest.assertion;

import io.bpftest.packet.Captures;
import io.bpftest.spi.CurrentTest;
import io.bpftest.spi.record.TestRecord;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** Leaves the packets of a failure as a capture named after the test that runs. */
final class SavedPackets {

    /** How many failures of one test leave a capture: polling until an assertion holds must not fill the disk. */
    static final int MOST = 100;

    private static final Map<Path, Integer> FAILURES = new ConcurrentHashMap<>();

    private SavedPackets() {}

    /**
     * Saves packets and never fails.
     *
     * @return the file, relative to the working directory where it lies there, or the reason why there is none
     */
    static String save(List<byte[]> packets) {
        try {
            CurrentTest test = CurrentTest.get();
            String name = CurrentTest.fileName(test.methodName());
            int number = FAILURES.merge(test.folder().resolve(name), 1, Integer::sum);
            if (number > MOST) {
                return "not saved: this test has left " + MOST + " captures already";
            }
            Files.createDirectories(test.folder());
            Path file = test.folder().resolve(name + (number == 1 ? "" : "-" + number) + ".pcap");
            Captures.write(file, packets);
            TestRecord record = TestRecord.ofThread();
            if (record != null) {
                record.saved(file, packets);
            }
            return CurrentTest.shown(file);
        } catch (IOException | RuntimeException | LinkageError e) {
            // The failure that is being told about matters more than its capture; libpcap may not even load.
            return "not saved: " + reason(e);
        }
    }

    private static String reason(Throwable e) {
        String message = e.getMessage();
        String name = e.getClass().getSimpleName();
        return message == null
                ? name
                : name + ": " + message.lines().findFirst().orElse("");
    }
}
