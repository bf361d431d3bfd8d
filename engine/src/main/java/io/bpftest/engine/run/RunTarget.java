package io.bpftest.engine.run;

import io.bpftest.engine.kernel.Lifetime;
import io.bpftest.map.MapState;
import io.bpftest.program.ProgramInfo;
import java.util.List;
import java.util.function.IntFunction;

/**
 * A loaded program, for the handle that runs it.
 *
 * @param fd its file descriptor, owned by its object
 * @param info what it is
 * @param lifetime ends with its object
 * @param prints whether it, or a program of its object that it may call, prints with {@code bpf_printk}
 * @param maps renders its object's maps, each with at most so many entries
 */
public record RunTarget(
        int fd, ProgramInfo info, Lifetime lifetime, boolean prints, IntFunction<List<MapState>> maps) {}
