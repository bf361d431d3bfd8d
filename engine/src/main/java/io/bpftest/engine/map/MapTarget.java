package io.bpftest.engine.map;

import io.bpftest.engine.kernel.Lifetime;
import io.bpftest.map.MapInfo;

/**
 * A map in the kernel, for the handle that uses it.
 *
 * @param fd its file descriptor, owned by its object
 * @param info what it is
 * @param lifetime ends with its object
 */
public record MapTarget(int fd, MapInfo info, Lifetime lifetime) {}
