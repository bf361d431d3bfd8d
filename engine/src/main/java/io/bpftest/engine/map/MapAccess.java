package io.bpftest.engine.map;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What user space may do with a map, as {@code /proc/self/fdinfo} tells of its file descriptor: the flags of the map do not
 * keep it.
 *
 * @param frozen whether it was frozen: nobody but programs may write it
 * @param readOnly whether this descriptor is for reading only ({@code BPF_F_RDONLY})
 * @param writeOnly whether this descriptor is for writing only ({@code BPF_F_WRONLY})
 */
record MapAccess(boolean frozen, boolean readOnly, boolean writeOnly) {

    private static final Pattern MODE = Pattern.compile("(?m)^flags:\\s*([0-7]+)$");
    private static final Pattern FROZEN = Pattern.compile("(?m)^frozen:\\s*1$");

    // O_ACCMODE and its values (fcntl.h)
    private static final int MODE_BITS = 3;
    private static final int O_RDONLY = 0;
    private static final int O_WRONLY = 1;

    /** Reads what the kernel tells; all false where it tells nothing. */
    static MapAccess of(int descriptor) {
        try {
            String text = Files.readString(Path.of("/proc/self/fdinfo", String.valueOf(descriptor)));
            Matcher mode = MODE.matcher(text);
            int bits = mode.find() ? (int) Long.parseLong(mode.group(1), 8) & MODE_BITS : MODE_BITS;
            return new MapAccess(FROZEN.matcher(text).find(), bits == O_RDONLY, bits == O_WRONLY);
        } catch (IOException e) {
            return new MapAccess(false, false, false);
        }
    }
}
