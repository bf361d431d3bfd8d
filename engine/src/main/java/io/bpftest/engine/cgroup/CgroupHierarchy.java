package io.bpftest.engine.cgroup;

import io.bpftest.error.CgroupException;
import io.bpftest.error.Problem;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * Where control groups of version 2 lie and which of them this process is in, as {@code /proc/self/mountinfo} (proc(5)) and
 * {@code /proc/self/cgroup} (cgroups(7)) tell. A hybrid host mounts them beside those of version 1, at {@code unified}.
 *
 * @param mount the folder they are mounted at
 * @param own the folder of this process's group
 * @param readOnly whether they are mounted so that nobody can change them
 */
record CgroupHierarchy(Path mount, Path own, boolean readOnly) {

    private static final String REQUIRED = "control groups of version 2, mounted";
    private static final String REMEDY = "mount them: mkdir -p /sys/fs/cgroup/unified && mount -t cgroup2 none "
            + "/sys/fs/cgroup/unified, or boot with systemd.unified_cgroup_hierarchy=1";

    /** One line of mountinfo. */
    private record Mount(String root, String point, String type, boolean readOnly) {}

    /**
     * Reads what the kernel tells this process.
     *
     * @throws CgroupException if no control groups of version 2 are mounted; says what is
     */
    static CgroupHierarchy ofThisProcess() {
        try {
            return of(
                    Files.readAllLines(Path.of("/proc/self/mountinfo")),
                    Files.readAllLines(Path.of("/proc/self/cgroup")));
        } catch (IOException e) {
            throw missing(e.toString());
        }
    }

    /** As {@link #ofThisProcess}, from the lines of both files. */
    static CgroupHierarchy of(List<String> mountinfo, List<String> cgroup) {
        List<Mount> unified = new ArrayList<>();
        List<String> others = new ArrayList<>();
        for (Mount mount : mounts(mountinfo)) {
            if (mount.type.equals("cgroup2")) {
                unified.add(mount);
            } else if (mount.type.equals("cgroup")) {
                others.add(mount.point);
            }
        }
        if (unified.isEmpty()) {
            throw missing(
                    others.isEmpty()
                            ? "no control groups at all are mounted"
                            : "control groups of version 1 only, at " + String.join(", ", others));
        }
        Mount best =
                unified.stream().filter(mount -> !mount.readOnly).findFirst().orElse(unified.get(0));
        Path mount = Path.of(best.point);
        return new CgroupHierarchy(mount, own(best, mount, cgroup), best.readOnly);
    }

    private static Path own(Mount best, Path mount, List<String> cgroup) {
        String group = cgroup.stream()
                .filter(line -> line.startsWith("0::"))
                .map(line -> line.substring("0::".length()))
                .findFirst()
                .orElse("/");
        String root = best.root.equals("/") ? "" : best.root;
        // A group above what is mounted here begins with "/..": what is mounted is the best there is then.
        boolean below = group.startsWith(root + "/") && !group.startsWith("/..");
        return below ? mount.resolve(group.substring(root.length() + 1)) : mount;
    }

    private static List<Mount> mounts(List<String> lines) {
        List<Mount> mounts = new ArrayList<>();
        for (String line : lines) {
            int separator = line.indexOf(" - ");
            String[] fields = line.substring(0, Math.max(0, separator)).split(" ");
            if (separator > 0 && fields.length >= 6) {
                String[] behind = line.substring(separator + " - ".length()).split(" ");
                boolean readOnly = isReadOnly(fields[5]) || isReadOnly(behind[behind.length - 1]);
                mounts.add(new Mount(unescaped(fields[3]), unescaped(fields[4]), behind[0], readOnly));
            }
        }
        return mounts;
    }

    private static boolean isReadOnly(String options) {
        return List.of(options.split(",")).contains("ro");
    }

    private static String unescaped(String text) {
        return text.replace("\\040", " ")
                .replace("\\011", "\t")
                .replace("\\012", "\n")
                .replace("\\134", "\\");
    }

    private static CgroupException missing(String found) {
        return new CgroupException(new Problem("No control group can be made for the test", found, REQUIRED, REMEDY));
    }
}
