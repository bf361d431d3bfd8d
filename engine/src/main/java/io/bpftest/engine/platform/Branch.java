package io.bpftest.engine.platform;

import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.junit.platform.engine.TestDescriptor;
import org.junit.platform.engine.TestSource;
import org.junit.platform.engine.UniqueId;
import org.junit.platform.engine.support.descriptor.ClassSource;

/**
 * Where in our tree the tests of one kernel stand: their ids have its name after that of our engine, those of tests that name
 * no kernel do not.
 *
 * <p>A build tool that writes a file for each class takes its name from the class's source, and puts what has the same name
 * into the same file. So there the source names the kernel too, and classes stand below the engine, since a container between
 * would have nested classes reported as outer ones. An IDE finds the class by the source: there it is left as it is.
 *
 * @param engine our engine's id
 * @param kernel the kernel; null for tests that name none
 * @param filePerClass whether a build tool writes a file for each class
 */
record Branch(UniqueId engine, @Nullable String kernel, boolean filePerClass) {

    private static final String SEGMENT = "kernel";
    private static final Pattern NUMBERED = Pattern.compile("(.*?)((?:\\[\\d+])+)");

    /** The kernel that an id of ours names. */
    static Optional<String> kernelOf(UniqueId id) {
        List<UniqueId.Segment> segments = id.getSegments();
        return segments.size() > 1 && segments.get(1).getType().equals(SEGMENT)
                ? Optional.of(segments.get(1).getValue())
                : Optional.empty();
    }

    /** Gives an id of ours without its kernel. */
    static UniqueId withoutKernel(UniqueId id) {
        if (kernelOf(id).isEmpty()) {
            return id;
        }
        UniqueId without = UniqueId.root(
                id.getSegments().get(0).getType(), id.getSegments().get(0).getValue());
        for (UniqueId.Segment segment :
                id.getSegments().subList(2, id.getSegments().size())) {
            without = without.append(segment);
        }
        return without;
    }

    /** What all its ids begin with. */
    UniqueId id() {
        return kernel == null ? engine : engine.append(SEGMENT, kernel);
    }

    /** The id here of what Jupiter discovered. */
    UniqueId idOf(TestDescriptor original) {
        return Jupiter.moved(original.getUniqueId(), id());
    }

    /** What people call the kernel. */
    String title() {
        return "Linux " + kernel;
    }

    /** Classes without a container that names the kernel do it themselves. */
    String nameOf(TestDescriptor original) {
        boolean isOutermost = original.getUniqueId().getSegments().size()
                == engine.getSegments().size() + 1;
        return kernel != null && filePerClass && isOutermost
                ? original.getDisplayName() + " (" + title() + ")"
                : original.getDisplayName();
    }

    /** The source here of a test or container there. */
    @Nullable
    TestSource sourceOf(@Nullable TestSource original) {
        return kernel != null && filePerClass && original instanceof ClassSource type
                ? ClassSource.from(type.getClassName() + "-" + fileName())
                : original;
    }

    /**
     * The name here of a test there for build tools. Surefire takes it only where it ends like that of an invocation, so
     * others get a number too.
     */
    String legacyNameOf(String original, boolean isTest) {
        if (kernel == null || !filePerClass || !isTest) {
            return original;
        }
        Matcher numbered = NUMBERED.matcher(original);
        return numbered.matches()
                ? numbered.group(1) + " on " + title() + " " + numbered.group(2)
                : original + " on " + title() + " [1]";
    }

    /** The kernel in names of files and classes, whose last dot ends a package for those that read reports. */
    private String fileName() {
        return "linux-" + String.valueOf(kernel).replace('.', '_');
    }

    /** The folder in that for reports which is for this kernel. */
    String folder() {
        return "linux-" + kernel;
    }
}
