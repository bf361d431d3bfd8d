package io.bpftest.engine.compile;

import io.bpftest.error.Problem;
import io.bpftest.error.ToolMissingException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** Finds LLVM's other programs: beside the clang in use, so that they are of its version, or else on the search path. */
final class LlvmTool {

    private static final Pattern VERSION = Pattern.compile("clang(-\\d+)");

    private LlvmTool() {}

    /**
     * Finds a program.
     *
     * @param name without a version, such as {@code llvm-objcopy}
     * @param purpose what it does here, as the end of a sentence
     * @throws ToolMissingException if there is none
     */
    static Path find(String name, Clang clang, List<Path> searchPath, String purpose) {
        Set<String> names = new LinkedHashSet<>();
        for (Path file : List.of(clang.executable(), clang.real())) {
            Matcher version = VERSION.matcher(String.valueOf(file.getFileName()));
            if (version.matches()) {
                names.add(name + version.group(1));
            }
        }
        names.add(name);
        Stream<Path> folders =
                Stream.concat(Stream.of(clang.real(), clang.executable()).map(Path::getParent), searchPath.stream());
        return folders.flatMap(folder -> names.stream().map(folder::resolve))
                .filter(file -> Files.isExecutable(file) && !Files.isDirectory(file))
                .findFirst()
                .orElseThrow(() -> new ToolMissingException(new Problem(
                        name + " is missing, which " + purpose,
                        "no " + String.join(" or ", names) + " beside " + clang.real() + " nor on the PATH",
                        "LLVM's programs, of clang's version",
                        "install them (Debian, Ubuntu: apt-get install llvm; Fedora: dnf install llvm), or leave out "
                                + "bpftest.coverage=true")));
    }
}
