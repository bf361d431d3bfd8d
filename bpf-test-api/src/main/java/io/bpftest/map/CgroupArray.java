package io.bpftest.map;

import java.nio.file.Path;

/**
 * A cgroup array: the cgroups that {@code bpf_skb_under_cgroup} and {@code bpf_current_task_under_cgroup} compare with, by
 * index. Linux 4.8 or newer. The kernel lets nobody read out which cgroups it holds.
 */
public interface CgroupArray extends BpfMapHandle {

    /**
     * Sets the cgroup of an index, in place of any former one.
     *
     * @param directory the cgroup's directory in a mounted cgroup v2 hierarchy
     * @throws io.bpftest.error.MapAccessException if there is no such index, or this is no directory of cgroup v2
     */
    void set(int index, Path directory);

    /** Takes the cgroup of an index out and tells whether there was one. */
    boolean remove(int index);
}
