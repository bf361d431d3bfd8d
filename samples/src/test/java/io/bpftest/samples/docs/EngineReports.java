package io.bpftest.samples.docs;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import javax.xml.parsers.DocumentBuilderFactory;
import org.w3c.dom.Element;

/**
 * What the build just reported of test classes of the engine that ran on this machine's kernel.
 *
 * @param tests how many there are
 * @param others how many of them did not pass
 */
record EngineReports(int tests, int others) {

    /** Gives what was reported; nothing unless all of the classes ran, with the privileges that they need. */
    static Optional<EngineReports> of(Path checkout, List<String> classes) throws Exception {
        Path folder = checkout.resolve("engine/target/surefire-reports");
        int tests = 0;
        int others = 0;
        for (String name : classes) {
            Optional<Path> report = report(folder, name);
            if (report.isEmpty() || Files.readString(report.get()).contains("no CAP_SYS_ADMIN")) {
                return Optional.empty();
            }
            Element suite = DocumentBuilderFactory.newInstance()
                    .newDocumentBuilder()
                    .parse(report.get().toFile())
                    .getDocumentElement();
            tests += suite.getElementsByTagName("testcase").getLength();
            for (String verdict : List.of("failure", "error", "skipped")) {
                others += suite.getElementsByTagName(verdict).getLength();
            }
        }
        return tests == 0 ? Optional.empty() : Optional.of(new EngineReports(tests, others));
    }

    private static Optional<Path> report(Path folder, String name) throws IOException {
        if (!Files.isDirectory(folder)) {
            return Optional.empty();
        }
        try (Stream<Path> files = Files.list(folder)) {
            return files.filter(file -> file.getFileName().toString().matches("TEST-.*\\." + name + "\\.xml"))
                    .findFirst();
        }
    }

    /** How the page names a kernel with these results: in parentheses if only some tests passed on it. */
    List<String> cell(String kernel) {
        if (others == tests) {
            return List.of();
        }
        return List.of(others == 0 ? kernel : "(" + kernel + ")");
    }
}
